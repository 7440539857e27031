import { fraction } from "../ids.ts";
import type { Week, Window } from "../policy/parts.ts";
import type { Instant } from "../words.ts";
import { isAllowed } from "./hours.ts";
import { plusMs } from "./instant.ts";

/** Whose hours, and over how many minutes after their opening what waited for it is spread. */
export type Spread = { minutes: number; zone: string; week: Week; own?: Window | undefined };

/**
 * Some time after an opening, by the message's own lot, so that a thousand that waited for nine o'clock do not leave at
 * nine o'clock. The same message draws the same lot; where that would be past the window, it leaves at the opening.
 */
export function smeared(open: Instant, id: string, { minutes, zone, week, own }: Spread): Instant {
  const ms = Math.floor(fraction("smear", id) * minutes * 60_000);
  const later = plusMs(open, ms);
  return isAllowed(later, zone, week, own) ? later : open;
}
