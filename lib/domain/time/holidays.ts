import { rememberedFew } from "../remembered.ts";
import { dateOf, yearOf } from "./instant.ts";

const day = 86_400_000;

/** The nth such weekday (0 is Sunday) of a month, both counted from 1; n = -1 is the last one. */
function nth(n: number, weekday: number, month: number, year: number): number {
  const first = n > 0 ? Date.UTC(year, month - 1, 1 + 7 * (n - 1)) : Date.UTC(year, month, -6);
  return first + ((weekday - new Date(first).getUTCDay() + 7) % 7) * day;
}

const onMondayOrThursday = (year: number): number[] => [
  nth(3, 1, 1, year), // Birthday of Martin Luther King, Jr.
  nth(3, 1, 2, year), // Washington's Birthday
  nth(-1, 1, 5, year), // Memorial Day
  nth(1, 1, 9, year), // Labor Day
  nth(2, 1, 10, year), // Columbus Day
  nth(4, 4, 11, year), // Thanksgiving Day
];

const onFixedDate = (year: number): number[] => [
  Date.UTC(year, 0, 1), // New Year's Day
  ...(year >= 2021 ? [Date.UTC(year, 5, 19)] : []), // Juneteenth, since Pub. L. 117-17
  Date.UTC(year, 6, 4), // Independence Day
  Date.UTC(year, 10, 11), // Veterans Day
  Date.UTC(year, 11, 25), // Christmas Day
];

/** The day it is taken: Saturday's on Friday (5 U.S.C. 6103(b)), Sunday's on Monday (Executive Order 11582, section 3). */
function observed(holiday: number): number {
  const weekday = new Date(holiday).getUTCDay();
  return holiday + (weekday === 6 ? -day : weekday === 0 ? day : 0);
}

/** The quiet dates (YYYY-MM-DD) of a year, among them some of the years beside it. */
export function holidaysOf(year: number): ReadonlySet<string> {
  // A New Year's Day on a Saturday is observed in the year before.
  const fixed = [...onFixedDate(year), Date.UTC(year + 1, 0, 1)];
  const all = [...onMondayOrThursday(year), ...fixed, ...fixed.map(observed)];
  return new Set(all.map((midnight) => dateOf(midnight / day)));
}

const known = rememberedFew(100, holidaysOf);

/**
 * Whether a date (YYYY-MM-DD) is a federal holiday by 5 U.S.C. 6103(a), or the weekday on which one is observed: both
 * days are quiet. Inauguration Day is not among them: it is one in the District of Columbia only.
 */
export const isFederalHoliday = (date: string): boolean => known(yearOf(date)).has(date);
