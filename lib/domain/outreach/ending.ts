/**
 * What a call that failed says of the message: whether it can have left. Only a definite refusal may go on to another
 * channel and only a definite throttle may be tried again; all else is unknown and never sent blindly (decision 4).
 */
export type Ending<Cause extends string> =
  | { outcome: "refused"; code: Cause; detail: string }
  | { outcome: "throttled"; code: string; retryAfterSeconds: number }
  | { outcome: "unknown"; code: string };

/**
 * `status`: of the HTTP answer, absent where none came. `name`: the provider's or the socket's word for the error.
 * `code`: a narrower word, where there is one. Neither holds the provider's prose: it may quote the address.
 */
export type CallFault = { status?: number | undefined; name: string; code?: string | undefined };

/** The connection was never open, or there was nothing to sign with: nothing can have left. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CredentialsProviderError"]);

const throttles = new Set([
  ...["ThrottlingException", "Throttling", "TooManyRequestsException"],
  // S3's, which comes as a 503, and DynamoDB's.
  ...["SlowDown", "ProvisionedThroughputExceededException", "RequestLimitExceeded"],
]);

/** Senders' rates are per second, so any delay clears a burst; this one spreads a whole queue that was refused. */
export const retryAfterSeconds = 10;

/** `causes`: narrow or plain code → whose fault; what is not in it is the account's, for other messages fail too. */
export function endingOf<Cause extends string>(
  fault: CallFault,
  causes: ReadonlyMap<string, Cause>,
  otherwise: Cause,
): Ending<Cause> {
  const detail = fault.code ?? fault.name;
  if (fault.status === undefined)
    return neverLeft.has(fault.name)
      ? { outcome: "throttled", code: detail, retryAfterSeconds }
      : { outcome: "unknown", code: detail };
  if (fault.status === 429 || throttles.has(fault.name))
    return { outcome: "throttled", code: detail, retryAfterSeconds };
  // 408: the server stopped waiting for the rest of the request, and may have acted on what it had.
  if (fault.status < 400 || fault.status === 408 || fault.status >= 500)
    return { outcome: "unknown", code: detail };
  return { outcome: "refused", code: causes.get(detail) ?? causes.get(fault.name) ?? otherwise, detail };
}
