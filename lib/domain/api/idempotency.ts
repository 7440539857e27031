import { Refusal } from "../errors.ts";
import { digest } from "../ids.ts";
import type { RequestRecord } from "../kinds.ts";
import type { Instant } from "../words.ts";

/** Longer than any Lambda of ours may run: a request still `running` after it died, and its key is free again. */
const runningSeconds = 60;
/** How long the first answer is given again. */
const keptSeconds = 24 * 3600;

export type RequestAnswer = NonNullable<RequestRecord["answer"]>;

const seconds = (now: Instant): number => Math.floor(Date.parse(now) / 1000);

/** A key belongs to the client that chose it. */
export const requestKey = (clientId: string, key: string): string => digest(26, "idempotency", clientId, key);

export const requestPrint = (method: string, path: string, body: string): string =>
  digest(26, method, path, body);

/**
 * What a key means now: `run` it, or give the first answer again. Throws `key_reused` where it was used for
 * something else and `in_progress` while the first is running. TTL removes late, so the time is asked as well.
 */
export function standing(
  known: RequestRecord | undefined,
  print: string,
  now: Instant,
): "run" | RequestAnswer {
  if (!known || known.expiresAt <= seconds(now)) return "run";
  if (known.print !== print) throw new Refusal("key_reused");
  if (known.answer) return known.answer;
  throw new Refusal("in_progress", undefined, [], 1);
}

export const running = (key: string, print: string, now: Instant): RequestRecord => ({
  key,
  print,
  state: "running",
  expiresAt: seconds(now) + runningSeconds,
});

export const answered = (record: RequestRecord, answer: RequestAnswer, now: Instant): RequestRecord => ({
  ...record,
  state: "done",
  answer,
  expiresAt: seconds(now) + keptSeconds,
});

/** It came to nothing that would be the same next time: the key is free at once. */
export const released = (record: RequestRecord, now: Instant): RequestRecord => ({
  ...record,
  expiresAt: seconds(now),
});
