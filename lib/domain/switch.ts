import type { Actor, Instant } from "./words.ts";

/** Everything the customer sends, or one journey. */
export type SwitchTarget = "everything" | `journey:${string}`;

/** While it is paused nothing of it leaves but for safety; what was to leave is held and asked for again. */
export type Switch = {
  id: SwitchTarget;
  paused: boolean;
  at: Instant;
  by: Actor;
  /** A code, never free text. */
  reason?: string;
};

export const journeySwitch = (journeyId: string): SwitchTarget => `journey:${journeyId}`;

/** A held message asks again after this: so it leaves at most that late once the switch is back. */
export const askAgainMs = 15 * 60_000;
