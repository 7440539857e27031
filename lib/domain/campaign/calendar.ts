import rrule from "rrule";
import { localParts, toInstant } from "../time/time.ts";
import type { Instant } from "../words.ts";
import type { Recurrence } from "./campaign.ts";

/** CommonJS: Node gives it as a default, and the bundler is told to take the same file (infra/bundle.ts). */
const { RRule } = rrule;

/** Hours and minutes are the recurrence's own; a finer rule would be a storm. */
const coarse = /(^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/i;
const ownTimes = /(^|;)(DTSTART|BYHOUR|BYMINUTE|BYSECOND|BYEASTER)=/i;
/** Of seven rules with week numbers the package (2.8.1) counts otherwise than libical does: they are not taken. */
const weekNumbers = /(^|;)BYWEEKNO=/i;

/** What is wrong with a recurrence rule; undefined where it can be followed. */
export function recurrenceFault(rule: string): string | undefined {
  if (!coarse.test(rule)) return "not daily, weekly, monthly or yearly";
  if (ownTimes.test(rule)) return "the time of day is said beside the rule";
  if (weekNumbers.test(rule)) return "week numbers are not taken: name months or days";
  try {
    RRule.parseString(rule);
    return undefined;
  } catch {
    return "not an RRULE of RFC 5545";
  }
}

/**
 * When it recurs next, strictly after that instant; undefined where it does not. The rule counts calendar dates as if
 * there were no time zones, and each date's instant is then ours: zone data is pinned (domain/time/time.ts), and a time that
 * is skipped or comes twice is resolved as everywhere.
 */
export function nextOccurrence(
  { rrule: rule, startDate, time, zone }: Recurrence,
  after: Instant,
): Instant | undefined {
  const dates = new RRule({ ...RRule.parseString(rule), dtstart: new Date(`${startDate}T${time}:00Z`) });
  const { date, time: clock } = localParts(after, zone);
  // A day earlier, for the clock may have been changed between.
  const from = new Date(Date.parse(`${date}T${clock}:00Z`) - 86_400_000);
  for (let next = dates.after(from); next; next = dates.after(next)) {
    const at = toInstant(next.toISOString().slice(0, 10), time, zone);
    if (at > after) return at;
  }
  return undefined;
}
