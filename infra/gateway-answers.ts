import { ResponseType } from "aws-cdk-lib/aws-apigateway";
import { internalProblem, problemOf } from "#lib/domain/api/problem.ts";
import { Refusal, type RefusalCode } from "#lib/domain/errors.ts";

/** What the gateway refuses by itself, before any of our code runs, and the refusal of ours it means. */
const refusedAs: [ResponseType, RefusalCode][] = [
  [ResponseType.BAD_REQUEST_BODY, "malformed_json"],
  [ResponseType.BAD_REQUEST_PARAMETERS, "validation_failed"],
  [ResponseType.UNAUTHORIZED, "unauthorized"],
  [ResponseType.ACCESS_DENIED, "forbidden"],
  [ResponseType.EXPIRED_TOKEN, "unauthorized"],
  [ResponseType.INVALID_SIGNATURE, "unauthorized"],
  [ResponseType.WAF_FILTERED, "forbidden"],
  // What the gateway answers for a path or method that it does not have.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, "not_found"],
  [ResponseType.RESOURCE_NOT_FOUND, "not_found"],
  [ResponseType.REQUEST_TOO_LARGE, "too_large"],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"],
  [ResponseType.THROTTLED, "rate_limited"],
  [ResponseType.QUOTA_EXCEEDED, "rate_limited"],
  [ResponseType.INTEGRATION_TIMEOUT, "busy"],
];

const requestId = "$context.requestId";

export type GatewayAnswer = { type: ResponseType; statusCode?: string; body: string };

/** The same problem documents (RFC 9457) as the handlers', so that a partner meets one kind of error only. */
export const gatewayAnswers: GatewayAnswer[] = [
  ...refusedAs.map(([type, code]) => {
    const problem = problemOf(new Refusal(code), requestId);
    return { type, statusCode: String(problem.status), body: JSON.stringify(problem) };
  }),
  { type: ResponseType.DEFAULT_5XX, body: JSON.stringify(internalProblem(requestId)) },
];
