import { rememberedFew } from "../remembered.ts";
import type { Instant } from "../words.ts";
import { epochOf, instantOf } from "./instant.ts";
import { resolved, wallMs } from "./time.ts";

const minute = 60_000;
const day = 1440 * minute;

/**
 * ISO 8601 duration added as Temporal.ZonedDateTime does: years and months (a day the month lacks becomes its last),
 * weeks and days move the calendar and keep the wall time; hours, minutes and seconds are exact and come after.
 */
export const addDuration = (instant: Instant, duration: string, zone: string): Instant =>
  instantOf(withDuration(epochOf(instant), duration, zone));

export function withDuration(epochMs: number, duration: string, zone: string): number {
  const d = parsed(duration);
  if (!(d.months || d.days)) return epochMs + d.exactMs;
  const wall = addMonths(wallMs(epochMs, zone), d.months) + d.days * day;
  return resolved(wall, zone) + d.exactMs;
}

/** Length in ms of a duration without years or months; a day counts 24 hours, so it is for limits, not for calendars. */
export function durationMs(duration: string): number {
  const d = parsed(duration);
  if (d.months) throw new RangeError("months and years have no fixed length");
  return d.days * day + d.exactMs;
}

const iso8601 =
  /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

type Parsed = { months: number; days: number; exactMs: number };

/** Durations are written by authors: there are few, and each is asked for with every turn. */
const parsed = rememberedFew(500, (duration: string): Parsed => {
  const match = iso8601.exec(duration);
  if (!match) throw new RangeError("not an ISO 8601 duration");
  const sign = match[1] ? -1 : 1;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map((n) => Number(n ?? 0)) as Seven;
  return {
    months: sign * (years * 12 + months),
    days: sign * (weeks * 7 + days),
    exactMs: sign * ((hours * 60 + minutes) * minute + seconds * 1000),
  };
});
type Seven = [number, number, number, number, number, number, number];

function addMonths(wall: number, months: number): number {
  if (!months) return wall;
  const at = new Date(wall);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate();
  const date = Math.min(at.getUTCDate(), lastDay);
  return (
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, date) + (wall - Math.floor(wall / day) * day)
  );
}
