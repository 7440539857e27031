import type { APIGatewayProxyEvent } from "aws-lambda";
import { parse } from "hono/utils/cookie";
import { Refusal } from "#lib/domain/errors.ts";
import { mostUpload } from "#lib/domain/files/picture.ts";
import { header } from "../http/header.ts";

/** `__Host-`: the browser takes it over TLS only, for this very host and every path (RFC 6265bis section 4.1.3.2). */
export const sessionCookie = "__Host-session";

/** What a page asks of a request. */
export type PageRequest = {
  method: string;
  path: string;
  query: Record<string, string | undefined>;
  form: URLSearchParams;
  /** The raw body, for what is no form of ours. */
  text: string;
  /** A form with files, not yet unpacked: only a session's is. */
  parcel?: { type: string; bytes: Buffer };
  /** The file of a field, by the field's name: what the sender calls the file is not asked. */
  file(name: string): Buffer | undefined;
  cookie: string | undefined;
  requestId: string;
};

/** No form of ours is near this, but for one that carries a picture. */
const mostBytes = 64 * 1024;

const formType = "application/x-www-form-urlencoded";

const typeOf = (event: Pick<APIGatewayProxyEvent, "headers">): string | undefined =>
  header(event, "Content-Type")?.split(";")[0]?.trim().toLowerCase();

/** Pages that take pictures, in a form with files; every other page stays small. */
export const carriesFiles = (event: Pick<APIGatewayProxyEvent, "headers" | "path">): boolean =>
  typeOf(event) === "multipart/form-data" && /^\/p\/(form|check-in)$/.test(event.path);

/** Throws `too_large`, and `unsupported_media_type` for a body that is no form. */
export function readRequest(event: APIGatewayProxyEvent): PageRequest {
  const carries = carriesFiles(event);
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > (carries ? mostUpload : mostBytes)) throw new Refusal("too_large");
  const type = typeOf(event);
  const isForm = type === undefined || type === formType;
  if (bytes.length > 0 && !isForm && !carries && !event.path.startsWith("/u/"))
    throw new Refusal("unsupported_media_type");
  const text = carries ? "" : bytes.toString();
  return {
    file: () => undefined,
    ...(carries && { parcel: { type: header(event, "Content-Type") ?? "", bytes } }),
    method: event.httpMethod,
    path: event.path,
    query: event.queryStringParameters ?? {},
    form: new URLSearchParams(isForm ? text : ""),
    text,
    cookie: parse(header(event, "Cookie") ?? "", sessionCookie)[sessionCookie],
    requestId: event.requestContext.requestId,
  };
}

/** The form with its files, read by the runtime's own parser (RFC 7578). Throws `validation_failed` where it is none. */
export async function unpacked(request: PageRequest): Promise<PageRequest> {
  const { parcel } = request;
  if (!parcel) return request;
  const form = new URLSearchParams();
  const files = new Map<string, Buffer>();
  for (const [name, value] of await formDataOf(parcel)) {
    if (typeof value === "string") form.append(name, value);
    // A field left empty is sent as a file of no bytes.
    else if (value.size > 0) files.set(name, Buffer.from(await value.arrayBuffer()));
  }
  return { ...request, form, file: (name) => files.get(name) };
}

async function formDataOf({ type, bytes }: { type: string; bytes: Buffer }): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData();
  } catch {
    throw new Refusal("validation_failed");
  }
}

/**
 * Whether a write may come from one of our own pages. The browser says so itself: `Sec-Fetch-Site` where it knows it,
 * and `Origin`, which is "null" under the pages' own no-referrer policy (Fetch, section 3.2). The Host header is no
 * witness: the origin is the customer's setting. Behind this stands the session's CSRF token.
 */
export function isOwnWrite(event: Pick<APIGatewayProxyEvent, "headers">, ownOrigin: string): boolean {
  const site = header(event, "Sec-Fetch-Site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = header(event, "Origin");
  if (origin === undefined || origin === "null") return true;
  return ownOrigin === "" ? site === "same-origin" : origin === ownOrigin;
}
