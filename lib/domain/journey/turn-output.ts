import type { Enrollment } from "../enrollment.ts";
import { durationMs } from "../time/duration.ts";
import type { Instant } from "../words.ts";

/** What the state machine gives to Advance. `turns` counts within one execution. */
export type AdvanceInput = { enrollmentId: string; turns: number };

/** What Advance answers: all that the state machine's document (infra/journey-machine.ts) knows of a journey. */
export type TurnOutput = {
  enrollmentId: string;
  state: "waiting" | "ended";
  /** Whole seconds, at least 1, at most 30 days: an execution outlives no wait by a year. */
  waitSeconds: number;
  /** The inbox's number up to which all news was acted on. */
  seenSeq: number;
  /** Primary key of the inbox item, where the token goes. */
  key: { PK: string; SK: string };
  turns: number;
};

export const longestWaitSeconds = durationMs("P30D") / 1000;

/** A paused enrollment waits for the news that it goes on. */
export function turnOutput(
  enrollment: Enrollment,
  key: TurnOutput["key"],
  input: AdvanceInput,
  now: Instant,
): TurnOutput {
  const left = enrollment.wakeAt ? (Date.parse(enrollment.wakeAt) - Date.parse(now)) / 1000 : 1;
  const wished = enrollment.status === "paused" ? longestWaitSeconds : Math.ceil(left);
  return {
    enrollmentId: enrollment.id,
    state: enrollment.status === "ended" ? "ended" : "waiting",
    waitSeconds: Math.min(Math.max(wished, 1), longestWaitSeconds),
    seenSeq: enrollment.seenSeq,
    key,
    turns: input.turns + 1,
  };
}
