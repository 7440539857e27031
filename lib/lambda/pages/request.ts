import type { APIGatewayProxyEvent } from "aws-lambda";
import { parse } from "hono/utils/cookie";
import { Refusal } from "#lib/domain/errors.ts";
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
  cookie: string | undefined;
  requestId: string;
};

/** No form of ours is near this; one that carries a picture says so. */
const mostBytes = 64 * 1024;

const formType = "application/x-www-form-urlencoded";

/** Throws `too_large`, and `unsupported_media_type` for a body that is no form. */
export function readRequest(event: APIGatewayProxyEvent, limit = mostBytes): PageRequest {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? "", "base64").toString()
    : (event.body ?? "");
  if (Buffer.byteLength(text) > limit) throw new Refusal("too_large");
  const type = header(event, "Content-Type")?.split(";")[0]?.trim().toLowerCase();
  const isForm = type === undefined || type === formType;
  if (text && !isForm && !event.path.startsWith("/u/")) throw new Refusal("unsupported_media_type");
  return {
    method: event.httpMethod,
    path: event.path,
    query: event.queryStringParameters ?? {},
    form: new URLSearchParams(isForm ? text : ""),
    text,
    cookie: parse(header(event, "Cookie") ?? "", sessionCookie)[sessionCookie],
    requestId: event.requestContext.requestId,
  };
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
