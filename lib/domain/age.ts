import type { Instant } from "./words.ts";

/** Completed years on that date (UTC: a day's error at most). */
export function ageAt(birthDate: string, now: Instant): number {
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return now.slice(5, 10) < birthDate.slice(5) ? years - 1 : years;
}
