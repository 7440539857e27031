import type { Instant } from "../words.ts";

/** Schedules are made at most this far ahead: a later outreach waits in the due index for the sweep. */
export const horizonMs = 48 * 3_600_000;

/** SQS delays a message by at most 15 minutes. */
const longestDelayMs = 900_000;

export type Dispatch = { by: "queue"; delaySeconds: number } | { by: "schedule" } | { by: "sweep" };

export function dispatchOf(dueAt: Instant, now: Instant): Dispatch {
  const ahead = Date.parse(dueAt) - Date.parse(now);
  if (ahead <= longestDelayMs) return { by: "queue", delaySeconds: Math.max(0, Math.ceil(ahead / 1000)) };
  return ahead <= horizonMs ? { by: "schedule" } : { by: "sweep" };
}

/** One name per plan of an outreach: setting it twice is one schedule. At most 64 characters. */
export const scheduleName = (outreachId: string, version: number): string => `${outreachId}-${version}`;
