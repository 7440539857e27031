import type { Channel, Instant } from "../words.ts";
import { type Attempt, isOpen, type Outreach } from "./outreach.ts";

/**
 * Whether it is due by this channel now. A trigger is stale that is for a channel left behind, or of an earlier plan of
 * an outreach that now waits.
 */
export const isDueBy = (outreach: Outreach, channel: Channel, now: Instant): boolean =>
  isOpen(outreach) && (outreach.channel ?? channel) === channel && outreach.dueAt <= now;

/** Whether a provider took it and the clock of that channel has run out. */
export const isSilent = (outreach: Outreach, now: Instant): boolean =>
  !isOpen(outreach) && outreach.fallbackAt !== undefined && outreach.fallbackAt <= now;

/** A claim without an end is given up after this: longer than a function may run, shorter than a queue repeats. */
const givenUpAfterMs = 60_000;

/** Whether whoever claimed it then is never to be heard of again. */
export const isGivenUp = (claimedAt: Instant, now: Instant): boolean =>
  Date.parse(now) - Date.parse(claimedAt) >= givenUpAfterMs;

/** The attempt of who claimed it and was never heard of again: it may have left, so it is never sent again. */
export const lostAttempt = (outreach: Outreach, claimedAt: Instant): Attempt => ({
  n: outreach.attempts.length + 1,
  channel: outreach.channel ?? "sms",
  addressId: "",
  at: claimedAt,
  outcome: "unknown",
  code: "sender_lost",
});
