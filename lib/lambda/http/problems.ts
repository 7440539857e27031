import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyResult } from "aws-lambda";
import { internalProblem, problemOf } from "#lib/domain/api/problem.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { type Log, VersionConflict } from "#lib/ports.ts";
import { type HttpEvent, resultOf } from "./call.ts";

/** What a thrown error is to a caller; undefined for a bug. */
function refusalOf(error: unknown, event: HttpEvent): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof VersionConflict)) return undefined;
  return event.call?.ifMatch === undefined
    ? new Refusal("busy", undefined, [], 1)
    : new Refusal("stale_version");
}

/** RFC 9457, whatever was thrown. Neither a message nor a stack of a bug leaves. */
export function problemResult(error: unknown, event: HttpEvent): APIGatewayProxyResult {
  const { requestId } = event.requestContext;
  const refusal = refusalOf(error, event);
  const problem = refusal ? problemOf(refusal, requestId) : internalProblem(requestId);
  return resultOf(problem.status, JSON.stringify(problem), {
    "Content-Type": "application/problem+json",
    "X-Request-Id": requestId,
    ...(refusal?.retryAfterSeconds !== undefined && { "Retry-After": String(refusal.retryAfterSeconds) }),
    ...(event.allow && { Allow: event.allow.join(", ") }),
  });
}

/** Turns what is thrown into an answer; a bug is logged with ids, so that it can be found. */
export const problems = (log: Log): MiddlewareObj<HttpEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { event, error } = request;
    const { requestId } = event.requestContext;
    const result = problemResult(error, event);
    const operationId = event.call?.operationId;
    if (result.statusCode === 500)
      log.error("a request met a bug", { requestId, operationId, status: 500 }, error);
    request.response = result;
  },
});
