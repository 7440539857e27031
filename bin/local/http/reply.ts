import type { ServerResponse } from "node:http";
import { internalProblem, problemOf } from "#lib/domain/api/problem.ts";
import { Refusal } from "#lib/domain/errors.ts";

/** An answer of this server's own; the Lambdas' have the same shape. */
export type Reply = {
  statusCode: number;
  headers?: Record<string, boolean | number | string> | undefined;
  body: string | Buffer;
};

export const json = (body: unknown, statusCode = 200, headers: Record<string, string> = {}): Reply => ({
  statusCode,
  headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
  body: JSON.stringify(body),
});

/** RFC 9457, as the API's own handlers answer. */
export function problem(error: unknown, requestId: string, headers: Record<string, string> = {}): Reply {
  const body = error instanceof Refusal ? problemOf(error, requestId) : internalProblem(requestId);
  return json(body, body.status, { ...headers, "Content-Type": "application/problem+json" });
}

export function send(response: ServerResponse, { statusCode, headers = {}, body }: Reply): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.writeHead(statusCode).end(body);
}
