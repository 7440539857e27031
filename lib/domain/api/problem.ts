import { type Refusal, refusals } from "../errors.ts";
import type { Problem } from "./system-views.ts";

/** A URI that names the code; docs/api.md tells what each means. RFC 9457 section 3.1.1. */
const typeOf = (code: string): string => `urn:followthrough:problem:${code}`;

/** Only what a caller may do again with the same request and hope for better. */
const retryable = (status: number): boolean => status === 429 || status >= 500;

export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { code, status, errors, message } = refusal;
  const { title } = refusals[code];
  return {
    type: typeOf(code),
    title,
    status,
    code,
    ...(message !== title && { detail: message }),
    ...(errors.length > 0 && { errors }),
    requestId,
    retryable: retryable(status) || code === "in_progress",
  };
}

/** A bug of ours: the caller learns that, and the id to ask us with. */
export const internalProblem = (requestId: string): Problem => ({
  type: typeOf("internal"),
  title: "Something broke on our side.",
  status: 500,
  code: "internal",
  requestId,
  retryable: true,
});
