import type { Instant } from "#lib/domain/words.ts";
import type { Clock } from "#lib/ports.ts";

/** `set` moves it, and never back; the real one cannot be moved. */
export type LocalClock = Clock & { movable: boolean; set(to: Instant): void };

export const realClock: LocalClock = {
  movable: false,
  now: () => new Date().toISOString(),
  set: () => {
    throw new Error("the clock runs by itself: start with --clock <instant> to move it");
  },
};

export function movableClock(start: Instant): LocalClock {
  let now = new Date(start).toISOString();
  return {
    movable: true,
    now: () => now,
    set: (to) => {
      if (to > now) now = to;
    },
  };
}
