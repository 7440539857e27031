import { plusMs } from "../time/instant.ts";
import { localDay, localWeek } from "../time/time.ts";
import { type Instant, type Purpose, purposes } from "../words.ts";
import type { Budget, Claim, Reach } from "./reach.ts";

/** Longer than any trigger can repeat. */
export const claimsKeptMs = 7 * 86_400_000;
const oneDay = 86_400_000;

/** 0 is safety: a lower rank goes before a higher one. */
export const rankOf = (purpose: Purpose): number => purposes.indexOf(purpose);

/**
 * Cancelling is serialised with claiming: while an attempt is out it is too late, before it no claim can follow.
 * `ended` is how many attempts have a definite end that left the outreach open (throttled, refused elsewhere).
 */
export function withCancellation(
  reach: Reach,
  outreachId: string,
  ended: number,
  now: Instant,
): Reach | "too_late" {
  if ((reach.claims[outreachId]?.n ?? 0) > ended) return "too_late";
  const cancelled = { ...recent(reach.cancelled, (at) => at, now), [outreachId]: now };
  return { ...withRefund(withoutWaiting(reach, outreachId), outreachId), cancelled };
}

/**
 * What was used of the budget on this local day and in this week. A day before the one last counted (the patient moved
 * west, a sender's clock is slow) is counted as that one: going back must not give a second budget.
 */
export const usedBudget = (budget: Budget, day: string, week: string): { day: number; week: number } => ({
  day: budget.day >= day ? budget.dayUsed : 0,
  week: budget.week >= week ? budget.weekUsed : 0,
});

const latest = (a: string, b: string): string => (a > b ? a : b);

/**
 * Takes the claim and the budget in the same write. `count` is absent for what takes no budget: safety, answers to
 * the patient's own message, and a further attempt of an outreach that was counted.
 */
export function withClaim(
  known: Reach,
  outreachId: string,
  claim: Omit<Claim, "counted">,
  count: { day: string; week: string } | undefined,
): Reach {
  const reach = count ? withoutOldCount(known, outreachId, count.day) : known;
  const before = reach.claims[outreachId];
  const slot = count && {
    day: latest(count.day, reach.budget.day),
    week: latest(count.week, reach.budget.week),
  };
  const counted = before?.counted ?? slot;
  const used = count && !before?.counted ? usedBudget(reach.budget, count.day, count.week) : undefined;
  return {
    ...withoutWaiting(reach, outreachId),
    ...(slot && used && { budget: { ...slot, dayUsed: used.day + 1, weekUsed: used.week + 1 } }),
    claims: {
      ...recent(reach.claims, (c) => c.at, claim.at),
      [outreachId]: { ...claim, ...(counted && { counted }) },
    },
    cancelled: recent(reach.cancelled, (at) => at, claim.at),
  };
}

/** Gives the budget back for an outreach that definitely reached nobody. */
export function withRefund(reach: Reach, outreachId: string): Reach {
  const claim = reach.claims[outreachId];
  if (!claim?.counted) return reach;
  const { counted, near: _, to: __, ...rest } = claim;
  const { budget } = reach;
  return {
    ...reach,
    claims: { ...reach.claims, [outreachId]: rest },
    budget: {
      ...budget,
      dayUsed: budget.day === counted.day ? Math.max(0, budget.dayUsed - 1) : budget.dayUsed,
      weekUsed: budget.week === counted.week ? Math.max(0, budget.weekUsed - 1) : budget.weekUsed,
    },
  };
}

/**
 * A slot that was taken on an earlier day, for an attempt that reached nobody, is given back: a message that waited over
 * midnight takes one of the day on which it leaves.
 */
export function withoutOldCount(reach: Reach, outreachId: string, day: string): Reach {
  const taken = reach.claims[outreachId]?.counted?.day;
  return taken !== undefined && taken < day ? withRefund(reach, outreachId) : reach;
}

/** Takes a claim back that was taken and not used: no call was made under it. */
export function withoutClaim(reach: Reach, outreachId: string): Reach {
  const refunded = withRefund(reach, outreachId);
  const { [outreachId]: _, ...claims } = refunded.claims;
  return { ...refunded, claims };
}

function recent<T>(entries: Record<string, T>, at: (entry: T) => Instant, now: Instant): Record<string, T> {
  const since = plusMs(now, -claimsKeptMs);
  if (Object.values(entries).every((entry) => at(entry) > since)) return entries;
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => at(entry) > since));
}

/**
 * Notes that a message of a higher class waits for its hour, so that no lower one takes the slot it will need. Those
 * that should have left a day ago are forgotten. Answers the same reach where it is known.
 */
export function withWaiting(
  reach: Reach,
  outreachId: string,
  waits: { at: Instant; rank: number },
  now: Instant,
): Reach {
  const known = reach.waiting?.[outreachId];
  if (known?.at === waits.at && known.rank === waits.rank) return reach;
  const dayAgo = plusMs(now, -oneDay);
  const waiting = Object.entries(reach.waiting ?? {}).filter(([, w]) => w.at > dayAgo);
  return { ...reach, waiting: { ...Object.fromEntries(waiting), [outreachId]: waits } };
}

/** It left, or never will. Answers the same reach where it did not wait. */
export function withoutWaiting(reach: Reach, outreachId: string): Reach {
  if (!reach.waiting?.[outreachId]) return reach;
  const { waiting, ...rest } = reach;
  const { [outreachId]: _, ...others } = waiting;
  return Object.keys(others).length > 0 ? { ...rest, waiting: others } : rest;
}

/** How many of a higher class will need a slot of this local day, and of this week. */
export function aheadOf(
  reach: Reach,
  outreach: { id: string; purpose: Purpose },
  now: Instant,
): { day: number; week: number } {
  const zone = reach.who.timeZone;
  const ahead = { day: 0, week: 0 };
  for (const [id, { at, rank }] of Object.entries(reach.waiting ?? {})) {
    if (id === outreach.id || rank >= rankOf(outreach.purpose)) continue;
    if (Date.parse(now) - Date.parse(at) > oneDay) continue;
    if (localDay(at, zone) <= localDay(now, zone)) ahead.day += 1;
    if (localWeek(at, zone) <= localWeek(now, zone)) ahead.week += 1;
  }
  return ahead;
}

/** How many messages went to an address within 24 hours, but for that one. */
export function sentWithinDay(reach: Reach, addressId: string, now: Instant, but?: string): number {
  const there = Object.entries(reach.claims).filter(([id, { to }]) => to === addressId && id !== but);
  if (there.length === 0) return 0;
  const since = plusMs(now, -oneDay);
  return there.filter(([, { at }]) => at > since).length;
}

/** How many automatic answers went to these addresses, which are one line, within the hour, but for that one. */
export function answersWithinHour(
  reach: Reach,
  addressIds: readonly string[],
  now: Instant,
  but?: string,
): number {
  const since = Date.parse(now) - 3_600_000;
  return Object.entries(reach.claims).filter(
    ([id, c]) => c.reply && c.to && addressIds.includes(c.to) && id !== but && Date.parse(c.at) > since,
  ).length;
}
