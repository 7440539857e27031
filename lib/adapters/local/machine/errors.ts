import type { Retrier } from "./document.ts";

/** An error by the name that Retry and Catch go by. */
export class StatesError extends Error {
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
    this.error = error;
  }
}

/** `States.ALL` is any; `States.TaskFailed` is any but a timeout. states-language.net/spec.html#appendix-a */
export const isOneOf = (names: string[], error: string): boolean =>
  names.some(
    (name) =>
      name === error || name === "States.ALL" || (name === "States.TaskFailed" && error !== "States.Timeout"),
  );

/** Seconds before the given retry (1, 2, …), without the jitter: a test clock wants the same each time. */
export function retryDelay(retrier: Retrier, retry: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** (retry - 1), MaxDelaySeconds);
}

export const mostAttempts = ({ MaxAttempts = 3 }: Retrier): number => MaxAttempts;
