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
export const isEverything = (target: string): boolean => target === "everything";
/** The journey that a target names. */
export const journeyOf = (target: string): string => target.slice("journey:".length);

/** The campaign of a target that is one: `campaign:<id>`, which has a state of its own and no switch. */
export const campaignOf = (target: string): string | undefined =>
  target.startsWith("campaign:") ? target.slice("campaign:".length) : undefined;

/** A held message asks again after this: so it leaves at most that late once the switch is back, if nothing releases it. */
export const askAgainMs = 15 * 60_000;
