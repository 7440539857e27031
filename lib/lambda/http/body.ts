import type { MiddlewareObj } from "@middy/core";
import { Refusal } from "#lib/domain/errors.ts";
import type { HttpEvent } from "./call.ts";
import { header } from "./header.ts";

/** A record holds 400 KB at most, and some JSON doubles in the table's notation. The largest journey we know has 40 KB. */
const mostBytes = 200_000;

const textOf = ({ body, isBase64Encoded }: HttpEvent): string =>
  isBase64Encoded ? Buffer.from(body ?? "", "base64").toString() : (body ?? "");

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed_json");
  }
}

/**
 * YAML 1.2 core: no dates, no custom tags; at most 100 aliases are followed. The parser is read when the first author
 * sends YAML: 115 KB that no other start of the function waits for.
 */
async function yaml(text: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { logLevel: "silent", schema: "core" });
  const [error] = document.errors;
  const line = error?.linePos?.[0].line;
  if (error)
    throw new Refusal("malformed_json", `The body is not valid YAML${line ? `: line ${line}` : ""}.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new Refusal("malformed_json", "The body is not valid YAML: too many aliases.");
  }
}

/** Reads the body as what its content type says, where the operation takes that. */
export const body = (): MiddlewareObj<HttpEvent> => ({
  before: async ({ event }) => {
    const { call } = event;
    const text = textOf(event);
    if (Buffer.byteLength(text) > (call.route.mostBytes ?? mostBytes)) throw new Refusal("too_large");
    event.body = text;
    event.isBase64Encoded = false;
    if (text === "") return;
    const type = (header(event, "Content-Type") ?? "application/json").split(";")[0]?.trim().toLowerCase();
    if (!type || !(call.route.media ?? ["application/json"]).includes(type))
      throw new Refusal("unsupported_media_type");
    call.body = type === "text/csv" ? text : type === "application/yaml" ? await yaml(text) : json(text);
  },
});
