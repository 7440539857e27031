import type { Week as Hours, Window } from "../policy/parts.ts";
import type { Instant } from "../words.ts";
import { isFederalHoliday } from "./holidays.ts";
import { epochOf, instantOf, minutesOf } from "./instant.ts";
import { type LocalParts, localParts, localPartsAt, nextTransition } from "./time.ts";

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
    at = nextEdge(at, local, zone, [dayOf(local, hours), wish]);
  }
  throw new RangeError("the policy allows no hour at all");
}

function isOpen(local: LocalParts, hours: Hours, own: Window | undefined): boolean {
  const day = dayOf(local, hours);
  return day !== undefined && has(day, local.minutes) && (!own || ownHas(own, local.minutes));
}

/** The policy's window of a local day; none on a closed holiday. */
function dayOf({ date, weekday }: LocalParts, hours: Hours): Window | undefined {
  if (hours.federalHolidays === "closed" && isFederalHoliday(date)) return undefined;
  return weekday === 0 ? hours.sunday : weekday === 6 ? hours.saturday : hours.weekday;
}

const has = ({ from, to }: Window, minutes: number): boolean =>
  minutesOf(from) <= minutes && minutes < minutesOf(to);

/** A patient's window that ends before it starts passes midnight; one that ends where it starts excludes nothing. */
const ownHas = (own: Window, minutes: number): boolean =>
  own.from < own.to ? has(own, minutes) : minutes < minutesOf(own.to) || minutesOf(own.from) <= minutes;

/** When the wall clock next shows the start of a window, or midnight, or is itself changed. */
function nextEdge(
  at: number,
  { minutes }: LocalParts,
  zone: string,
  windows: (Window | undefined)[],
): number {
  let next = midnight;
  for (const window of windows) {
    const from = window ? minutesOf(window.from) : midnight;
    if (from > minutes && from < next) next = from;
  }
  const thisMinute = Math.floor(at / minute) * minute;
  return Math.min(thisMinute + (next - minutes) * minute, nextTransition(zone, at));
}

/** The patient's own window, where it meets the policy's of any day. */
function keepable(hours: Hours, own: Window | undefined): Window | undefined {
  if (!own) return undefined;
  const meets = ({ from, to }: Window): boolean =>
    from < to && (ownHas(own, minutesOf(from)) || (from <= own.from && own.from < to));
  return meets(hours.weekday) || meets(hours.saturday) || meets(hours.sunday) ? own : undefined;
}
