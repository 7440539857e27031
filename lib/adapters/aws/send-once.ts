import { type CallFault, endingOf } from "#lib/domain/outreach/ending.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type RefusalCause, type SendResult, UnknownEnd } from "#lib/ports.ts";

/**
 * What every client that sends is made of. The SDK's own retries are off: no send API has an idempotency token, so a
 * retry after a time-out could reach the patient twice. What to try again is decided by deliver, which has a claim.
 */
export const sendOnce = <C extends object>(config: C) => ({
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  ...config,
  maxAttempts: 1,
});

type ServiceError = Error & { $metadata: { httpStatusCode?: number | undefined } };

/** How one service says why it did not send. */
export type Service<E extends ServiceError> = {
  channel: Channel;
  /** What its answers are thrown as: anything else that is thrown is no answer of it. */
  answer: abstract new (
    ...args: never[]
  ) => E;
  /** A narrower word than the exception's name. */
  narrow?: (error: E) => string | undefined;
  /** Whose fault, by `name` or `name/narrow`; everything else is the account's. */
  causes: ReadonlyMap<string, RefusalCause>;
};

/** Waits for the one call there is. Throws `UnknownEnd` where nobody knows whether it left. */
export async function endOf<E extends ServiceError, A>(
  service: Service<E>,
  call: Promise<A>,
  answered: (answer: A) => SendResult,
): Promise<SendResult> {
  const made = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  return "answer" in made ? answered(made.answer) : resultOf(service, made.error);
}

function resultOf<E extends ServiceError>(service: Service<E>, error: unknown): SendResult {
  const ending = endingOf(faultOf(service, error), service.causes, "account");
  if (ending.outcome === "unknown") throw new UnknownEnd(service.channel, ending.code);
  return ending;
}

function faultOf<E extends ServiceError>({ answer, narrow }: Service<E>, error: unknown): CallFault {
  const { name, code } = error as { name: string; code?: string };
  if (!(error instanceof answer)) return { name: code ?? name };
  const narrower = narrow?.(error);
  return { status: error.$metadata.httpStatusCode, name, ...(narrower && { code: `${name}/${narrower}` }) };
}
