import type { Instant } from "../words.ts";

/**
 * Completed years on a day: the patient's own where a right hangs on it (`localDay`), else that of an instant, which is
 * UTC's and off by a day at most. Who was born on 29 February is older on 1 March.
 */
export function ageAt(birthDate: string, on: Day | Instant): number {
  const years = yearOf(on) - yearOf(birthDate);
  return on.slice(5, 10) < birthDate.slice(5) ? years - 1 : years;
}

/** YYYY-MM-DD */
type Day = string;

/** Digit by digit: segments ask a million ages a second. */
const yearOf = (date: string): number => {
  let year = 0;
  for (let i = 0; i < 4; i++) year = year * 10 + date.charCodeAt(i) - 48;
  return year;
};
