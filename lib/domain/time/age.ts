import type { Instant } from "../words.ts";

/** Completed years on that date (UTC: a day's error at most). */
export function ageAt(birthDate: string, now: Instant): number {
  const years = yearOf(now) - yearOf(birthDate);
  return now.slice(5, 10) < birthDate.slice(5) ? years - 1 : years;
}

/** Digit by digit: segments ask a million ages a second. */
const yearOf = (date: string): number => {
  let year = 0;
  for (let i = 0; i < 4; i++) year = year * 10 + date.charCodeAt(i) - 48;
  return year;
};
