import type { APIGatewayProxyResult } from "aws-lambda";
import { serialize } from "hono/utils/cookie";
import { sessionCookie } from "./request.ts";

/** A whole page, and what may style it. */
export type Document = { html: string; styleHash: string };

const cookieOf = (value: string, maxAge: number): string =>
  serialize(sessionCookie, value, {
    path: "/",
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
    maxAge,
  });

/** Longer than a session may live: the server ends it. A closed browser forgets it sooner on most phones. */
const cookieSeconds = 4 * 3600;

export const keepSession = (token: string): Record<string, string> => ({
  "Set-Cookie": cookieOf(token, cookieSeconds),
});
export const dropSession: Record<string, string> = { "Set-Cookie": cookieOf("", 0) };

/** On every answer: nothing is kept, framed, indexed or told to where a link leads. */
const always = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex, nofollow",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
};

const nothing = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Only this page's own style, by its hash, and the one script; `data:` is the empty icon. */
const policyFor = (styleHash: string): string =>
  `${nothing}; style-src '${styleHash}'; script-src 'self'; img-src 'self' data:`;

export const pageResult = (
  { html, styleHash }: Document,
  status = 200,
  headers: Record<string, string> = {},
): APIGatewayProxyResult => ({
  statusCode: status,
  headers: {
    ...always,
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policyFor(styleHash),
    ...headers,
  },
  body: html,
});

/** After a write: the browser reads a page of ours anew. `path` is a constant of ours, never what came in. */
export const goTo = (path: `/${string}`, headers: Record<string, string> = {}): APIGatewayProxyResult => ({
  statusCode: 303,
  headers: { ...always, "Content-Security-Policy": nothing, Location: path, ...headers },
  body: "",
});

export const scriptResult = (script: string): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    ...always,
    "Cache-Control": "public, max-age=3600",
    "Content-Type": "text/javascript; charset=utf-8",
  },
  body: script,
});
