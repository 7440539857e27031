import type { Policy } from "../policy/policy.ts";
import { aheadOf, rankOf, usedBudget } from "../reach/claims.ts";
import { localDay, localParts, localWeek } from "../time/time.ts";
import type { Purpose } from "../words.ts";
import type { GateFacts } from "./gate.ts";
import { type OpenHours, opening } from "./hours.ts";
import type { Situation } from "./situation.ts";

type Facts = Pick<
  GateFacts,
  "dayUsed" | "dayCap" | "dayResets" | "weekUsed" | "weekCap" | "weekResets" | "displacedUntil"
>;

/**
 * What of the patient's day and week is used, and what of it this class may use: slots are kept for higher classes,
 * and those of a higher class that wait go first.
 */
export function budgetFacts(s: Situation, hours: OpenHours): Facts {
  const { reach, policy, now, outreach } = s;
  const zone = reach.who.timeZone;
  const used = usedBudget(reach.budget, localDay(now, zone), localWeek(now, zone));
  const dayCap = capOf(policy, "perDay", outreach.purpose);
  const weekCap = capOf(policy, "perWeek", outreach.purpose);
  const tomorrow = () => opening(s, hours, 1);
  const monday = () => opening(s, hours, daysToMonday(s));
  const ahead = reach.waiting ? aheadOf(reach, outreach, now) : { day: 0, week: 0 };
  const facts: Facts = { dayUsed: used.day, dayCap, weekUsed: used.week, weekCap };
  if (used.day >= dayCap) facts.dayResets = tomorrow();
  if (used.week >= weekCap) facts.weekResets = monday();
  if (ahead.week > 0 && used.week + ahead.week >= weekCap) facts.displacedUntil = monday();
  else if (ahead.day > 0 && used.day + ahead.day >= dayCap) facts.displacedUntil = tomorrow();
  return facts;
}

/** What is not kept for a class above; one at least, for a class that may never speak would wait for ever. */
function capOf({ budget, reserved }: Policy, of: "perDay" | "perWeek", purpose: Purpose): number {
  const { care = 0, operations = 0 } = reserved[of] ?? {};
  const rank = rankOf(purpose);
  const kept = (rank > rankOf("care") ? care : 0) + (rank > rankOf("operations") ? operations : 0);
  return Math.max(1, budget[of] - kept);
}

/** ISO weeks begin on Monday. */
const daysToMonday = ({ reach, now }: Situation): number =>
  8 - (localParts(now, reach.who.timeZone).weekday || 7);
