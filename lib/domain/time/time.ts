import { rememberedFew } from "../remembered.ts";
import type { Instant } from "../words.ts";
import { clockMs, clockTime, dateOf, daysOf, epochOf, instantOf } from "./instant.ts";
import { isZone, spanAt, zoneDataVersion, zoneOf } from "./zone.ts";

export { isZone, zoneDataVersion };

const minute = 60_000;
const day = 1440 * minute;

/** Minutes east of UTC that the zone's clocks stand at that moment. */
export function offsetMinutes(zone: string, epochMs: number): number {
  const rules = zoneOf(zone);
  return rules.offsets[spanAt(rules, epochMs)] as number;
}

/** When the zone's clocks are changed next, as epoch ms; Infinity for never. */
export function nextTransition(zone: string, epochMs: number): number {
  const rules = zoneOf(zone);
  return rules.untils[spanAt(rules, epochMs)] as number;
}

export type LocalParts = {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM */
  time: string;
  /** Since midnight on the wall clock. */
  minutes: number;
  /** 0 is Sunday. */
  weekday: number;
};

/** One decision asks the same of its own moment half a dozen times over. */
let last: { instant: Instant; zone: string; parts: Readonly<LocalParts> } | undefined;

/** What calendar and wall clock show there at that instant. */
export function localParts(instant: Instant, zone: string): Readonly<LocalParts> {
  if (last?.instant === instant && last.zone === zone) return last.parts;
  const parts = localPartsAt(epochOf(instant), zone);
  last = { instant, zone, parts };
  return parts;
}

export function localPartsAt(epochMs: number, zone: string): Readonly<LocalParts> {
  const wall = wallMs(epochMs, zone);
  const days = Math.floor(wall / day);
  const minutes = Math.floor((wall - days * day) / minute);
  const weekday = (((days + firstWeekday) % 7) + 7) % 7;
  return { date: dateOf(days), time: clockTime(minutes), minutes, weekday };
}

/** 1970-01-01 was a Thursday. */
const firstWeekday = 4;

/** The patient's own calendar day, YYYY-MM-DD: what a day's budget is counted by. */
export const localDay = (instant: Instant, zone: string): string => localParts(instant, zone).date;

/** The patient's own week by ISO 8601 (Monday to Sunday, the year of its Thursday), such as `2026-W23`. */
export const localWeek = (instant: Instant, zone: string): string => weekOf(localDay(instant, zone));

const weekOf = rememberedFew(4000, (date: string): string => {
  const at = Date.parse(date);
  const thursday = new Date(at + (4 - (new Date(at).getUTCDay() || 7)) * day);
  const dayOfYear = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / day;
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
});

/**
 * The instant at which a wall clock shows this date (YYYY-MM-DD) and time (HH:MM, seconds allowed). "Compatible", as
 * Temporal and RFC 5545 section 3.3.5 have it: a time that is skipped moves on by the gap, one that comes twice is
 * the first.
 */
export const toInstant = (date: string, time: string, zone: string): Instant =>
  instantOf(resolved(daysOf(date) * day + clockMs(time), zone));

/** The instant at which it is that time there, on the local day of a moment. */
export const atLocalTime = (epochMs: number, time: string, zone: string): Instant =>
  instantOf(resolved(Math.floor(wallMs(epochMs, zone) / day) * day + clockMs(time), zone));

/** The first instant strictly after this one at which it is that time there, on one of the weekdays (0 is Sunday) if given. */
export function nextLocalTime(instant: Instant, time: string, zone: string, weekdays?: number[]): Instant {
  const { date, weekday } = localParts(instant, zone);
  for (let ahead = 0; ahead <= 7; ahead++) {
    if (weekdays && !weekdays.includes((weekday + ahead) % 7)) continue;
    const candidate = toInstant(dateOf(daysOf(date) + ahead), time, zone);
    if (epochOf(candidate) > epochOf(instant)) return candidate;
  }
  throw new RangeError("no weekday to choose from");
}

/** Wall clock as if it were UTC, in ms. */
export const wallMs = (epochMs: number, zone: string): number =>
  epochMs + offsetMinutes(zone, epochMs) * minute;

/** The epoch ms of a wall clock's reading: in the first span that has it, or after the gap that swallowed it. */
export function resolved(wall: number, zone: string): number {
  const rules = zoneOf(zone);
  const { offsets, untils } = rules;
  const last = spanAt(rules, wall + day);
  for (let i = spanAt(rules, wall - day); i < last; i++) {
    const inThis = wall - (offsets[i] as number) * minute;
    const until = untils[i] as number;
    if (inThis < until) return inThis;
    // Too late for this span and too early for the next: the gap between them, passed with the offset before it.
    if (wall - (offsets[i + 1] as number) * minute < until) return inThis;
  }
  return wall - (offsets[last] as number) * minute;
}
