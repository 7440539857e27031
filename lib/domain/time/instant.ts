import { rememberedFew } from "../remembered.ts";
import type { Instant } from "../words.ts";

/**
 * Instants, dates and times of day as text and as figures. A decision reads and writes dozens of them, and each has one
 * form (words.ts): they are read figure by figure, and written in few pieces.
 */
const second = 1000;
const minute = 60 * second;
const day = 1440 * minute;

/** What `Date.parse` reads of an instant that was checked where it came in, in a quarter of its time. */
export const epochOf = (instant: Instant): number =>
  instant.length === 24 && instant.endsWith("Z")
    ? daysOf(instant) * day +
      minutesOf(instant, 11) * minute +
      twoDigits(instant, 17) * second +
      three(instant, 20)
    : Date.parse(instant);

/** Of YYYY-MM-DD: days since 1970. Counted in years that begin in March, so that a leap day is the last of its year. */
export function daysOf(date: string): number {
  const month = twoDigits(date, 5);
  const isBeforeMarch = month < 3;
  const year = yearOf(date) - (isBeforeMarch ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  // Any five months from March on, or from August on, have 153 days.
  const before = Math.floor((153 * (isBeforeMarch ? month + 9 : month - 3) + 2) / 5);
  return 365 * year + leapDays + before + twoDigits(date, 8) - firstOf1970;
}

/** Counted so, with the days of a month beginning at 1. */
const firstOf1970 = 719_469;

/** Of YYYY-MM-DD. */
export const yearOf = (date: string): number => 100 * twoDigits(date, 0) + twoDigits(date, 2);

/** Of HH:MM: since midnight. */
export const minutesOf = (text: string, at = 0): number => 60 * twoDigits(text, at) + twoDigits(text, at + 3);

/** Of HH:MM or HH:MM:SS: since midnight. */
export const clockMs = (time: string): number =>
  minutesOf(time) * minute + (time.length > 5 ? twoDigits(time, 6) * second : 0);

/** The number that two figures of a text are. */
export const twoDigits = (text: string, at: number): number => 10 * figure(text, at) + figure(text, at + 1);
const three = (text: string, at: number): number => 10 * twoDigits(text, at) + figure(text, at + 2);
const figure = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** What `Date.toISOString` writes, in a fifth of its time: the date is known, and nearly all are of a whole minute. */
export function instantOf(epochMs: number): Instant {
  const days = Math.floor(epochMs / day);
  if (!(days >= firstDay && days <= lastDay)) return new Date(epochMs).toISOString();
  const rest = Math.floor(epochMs - days * day);
  const inMinute = rest % minute;
  return `${dateOf(days)}${clocks[(rest - inMinute) / minute]}${inMinute === 0 ? "00.000Z" : secondsOf(inMinute)}`;
}

function secondsOf(inMinute: number): string {
  const ms = inMinute % 1000;
  const seconds = (inMinute - ms) / 1000;
  const fraction = ms < 10 ? `00${ms}` : ms < 100 ? `0${ms}` : ms;
  return `${seconds < 10 ? "0" : ""}${seconds}.${fraction}Z`;
}

/** That many ms later, or earlier where they are negative. */
export const plusMs = (instant: Instant, ms: number): Instant => instantOf(epochOf(instant) + ms);

/** Of 1970 and of 9999: beyond, a year has a sign or more digits. */
const [firstDay, lastDay] = [0, Date.UTC(9999, 11, 31) / day];

/** YYYY-MM-DD of that many days since 1970. Writing it out is half the price of asking for it, and those in question are few. */
export const dateOf = rememberedFew(4000, (days: number): string =>
  new Date(days * day).toISOString().slice(0, 10),
);

const times = Array.from({ length: 1440 }, (_, i) =>
  [Math.floor(i / 60), i % 60].map((n) => String(n).padStart(2, "0")).join(":"),
);
const clocks = times.map((time) => `T${time}:`);

/** HH:MM of that many minutes since midnight. */
export const clockTime = (minutes: number): string => times[minutes] as string;
