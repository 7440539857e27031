/**
 * The one error class for what a caller may know. Everything else that is thrown is a bug and stays a 500.
 * `code` is stable and part of the API; `title` never holds PHI.
 */
export const refusals = {
  malformed_json: { status: 400, title: "The body is not valid JSON." },
  validation_failed: { status: 400, title: "The request does not fit its schema." },
  invalid_cursor: { status: 400, title: "The cursor does not belong to this list." },
  unauthorized: { status: 401, title: "A valid bearer token is required." },
  forbidden: { status: 403, title: "The token lacks the scope this needs." },
  not_found: { status: 404, title: "There is no such resource." },
  method_not_allowed: { status: 405, title: "This path does not take that method." },
  in_progress: { status: 409, title: "The first request with this key is still running." },
  already_exists: { status: 409, title: "It exists already." },
  wrong_state: { status: 409, title: "Its present state does not allow this." },
  stale_version: { status: 412, title: "It was changed since you read it." },
  too_large: { status: 413, title: "The body is larger than this takes." },
  unsupported_media_type: { status: 415, title: "This content type is not taken here." },
  key_reused: { status: 422, title: "This Idempotency-Key was used with another body." },
  invalid_definition: { status: 422, title: "The definition cannot run as written." },
  empty_audience: { status: 422, title: "There is nobody in it." },
  unknown_reference: { status: 422, title: "It refers to something that is not here." },
  unsupported_type: { status: 422, title: "This resource type is not understood here." },
  version_required: { status: 428, title: "Send If-Match with the ETag you last read." },
  rate_limited: { status: 429, title: "Too many requests." },
  busy: { status: 503, title: "Too many writers at once; try again." },
} as const;

export type RefusalCode = keyof typeof refusals;

/**
 * One fault of an input: an RFC 6901 JSON pointer to it and a sentence that says what to do. `rule` names a rule of
 * content that a reviewer may set aside.
 */
export type Fault = { pointer: string; detail: string; rule?: string };

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: RefusalCode, detail?: string, errors: Fault[] = [], retryAfterSeconds?: number) {
    super(detail ?? refusals[code].title);
    this.name = "Refusal";
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return refusals[this.code].status;
  }
}
