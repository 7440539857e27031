import type { IncomingMessage } from "node:http";
import { Refusal } from "#lib/domain/errors.ts";

/** API Gateway's own limit: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const mostBytes = 10 * 1024 * 1024;

/** The body as text, null where there is none. Throws `too_large`. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // The rest is read and dropped: a client in the middle of its body would not hear an answer.
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  if (bytes > mostBytes) throw new Refusal("too_large");
  return bytes === 0 ? null : Buffer.concat(chunks).toString("utf8");
}

export function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed_json");
  }
}
