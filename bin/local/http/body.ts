import type { IncomingMessage } from "node:http";
import { Refusal } from "#lib/domain/errors.ts";
import { binaryMedia } from "#lib/domain/files/picture.ts";

/** API Gateway's own limit: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const mostBytes = 10 * 1024 * 1024;

/** As API Gateway hands it on: bytes of binary media in base 64, all else as text; null where there is none. */
export type Body = { body: string | null; isBase64Encoded: boolean };

/** Throws `too_large`. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // The rest is read and dropped: a client in the middle of its body would not hear an answer.
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  if (bytes > mostBytes) throw new Refusal("too_large");
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const isBase64Encoded = bytes > 0 && binaryMedia.some((media) => media === type);
  const body = Buffer.concat(chunks).toString(isBase64Encoded ? "base64" : "utf8");
  return { body: bytes === 0 ? null : body, isBase64Encoded };
}

export function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed_json");
  }
}
