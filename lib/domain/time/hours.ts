import type { Week as Hours, Window } from "../policy/parts.ts";
import type { Instant } from "../words.ts";
import { isFederalHoliday } from "./holidays.ts";
import { epochOf, instantOf, minutesOf } from "./instant.ts";
import { type LocalParts, localParts, localPartsAt, nextTransition } from "./time.ts";

/** A window in minutes since midnight. */
type Span = [from: number, to: number];

const minute = 60_000;
const midnight = 1440;
/** No calendar of the United States closes longer than this; a policy that does never opens. */
const longestClosed = 31 * midnight * minute;

/**
 * Whether a message may leave at that instant by the recipient's own clock: inside the policy's window of that
 * weekday, not on a closed federal holiday, and inside the patient's own window. 47 CFR 64.1200(c)(1) bounds the
 * policy; the patient's window only ever narrows it. A patient's window may pass midnight (20:00 to 10:00). One that
 * meets the policy's hours on no day at all cannot be kept without silence for ever, so the policy's hours hold alone.
 */
export const isAllowed = (instant: Instant, zone: string, hours: Hours, own?: Window): boolean =>
  isOpen(localParts(instant, zone), hours, keepable(hours, own));

/**
 * The instant itself where it is allowed, else the first one after it that is. Walks from edge to edge of the windows
 * and of the zone's clock changes, so a skipped hour is never named and a repeated one is used. Throws a RangeError
 * for a policy that is closed for a month.
 */
export function nextAllowed(instant: Instant, zone: string, hours: Hours, own?: Window): Instant {
  const wish = keepable(hours, own);
  if (isOpen(localParts(instant, zone), hours, wish)) return instant;
  const asked = epochOf(instant);
  for (let at = asked; at <= asked + longestClosed; ) {
    const local = localPartsAt(at, zone);
    if (isOpen(local, hours, wish)) return instantOf(at);
    at = nextEdge(at, local, zone, openings(local, hours, wish));
  }
  throw new RangeError("the policy allows no hour at all");
}

function isOpen(local: LocalParts, hours: Hours, own: Window | undefined): boolean {
  for (const [from, to] of openings(local, hours, own))
    if (from <= local.minutes && local.minutes < to) return true;
  return false;
}

/** When the wall clock next shows the start of an opening, or midnight, or is itself changed. */
function nextEdge(at: number, local: LocalParts, zone: string, spans: Span[]): number {
  let next = midnight;
  for (const [from] of spans) if (from > local.minutes && from < next) next = from;
  const thisMinute = Math.floor(at / minute) * minute;
  const edge = thisMinute + (next - local.minutes) * minute;
  return Math.min(edge, nextTransition(zone, at));
}

/** What is left of a local day. */
function openings({ date, weekday }: LocalParts, hours: Hours, own: Window | undefined): Span[] {
  if (hours.federalHolidays === "closed" && isFederalHoliday(date)) return [];
  const window = weekday === 0 ? hours.sunday : weekday === 6 ? hours.saturday : hours.weekday;
  return overlap(window, own);
}

function overlap(window: Window, own: Window | undefined): Span[] {
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  if (!own) return from < to ? [[from, to]] : [];
  const spans = spansOf(own).map(([start, end]): Span => [Math.max(from, start), Math.min(to, end)]);
  return spans.filter(([start, end]) => start < end);
}

/** A window that ends before it starts passes midnight; one that ends where it starts excludes nothing. */
function spansOf(own: Window): Span[] {
  const [from, to] = [minutesOf(own.from), minutesOf(own.to)];
  if (from < to) return [[from, to]];
  return [
    [0, to],
    [from, midnight],
  ];
}

function keepable(hours: Hours, own: Window | undefined): Window | undefined {
  if (!own) return undefined;
  const meets = [hours.weekday, hours.saturday, hours.sunday].some(
    (window) => overlap(window, own).length > 0,
  );
  return meets ? own : undefined;
}
