import type { IncomingMessage } from "node:http";
import { Refusal } from "#lib/domain/errors.ts";

const names = ["127.0.0.1", "localhost", "[::1]"];

/**
 * This server hands out tokens, so nothing but this machine's own programs and its own pages may use it. A page of
 * another site is kept out by its Origin (and by Sec-Fetch-Site where it sends none), and one whose name was rebound to
 * 127.0.0.1 by its Host. Throws `forbidden`.
 */
export function guard({ headers, method }: Pick<IncomingMessage, "headers" | "method">, port: number): void {
  const own = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  if (!headers.host || !own.includes(headers.host.toLowerCase()))
    throw new Refusal("forbidden", `The Host header must be one of: ${own.join(", ")}.`);
  const { origin } = headers;
  // The patients' pages tell no referrer, so their forms come from the origin "null": the browser vouches for them.
  const isOwnForm = origin === "null" && headers["sec-fetch-site"] === "same-origin";
  if (origin !== undefined && !isOwnForm && origin !== `http://${headers.host.toLowerCase()}`)
    throw new Refusal("forbidden", "Pages of other origins may not call this server.");
  const site = headers["sec-fetch-site"];
  const foreign = site === "cross-site" || site === "same-site";
  if (origin === undefined && foreign && (method !== "GET" || headers["sec-fetch-mode"] !== "navigate"))
    throw new Refusal("forbidden", "Pages of other origins may not call this server.");
}
