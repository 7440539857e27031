import { isAllowed, nextAllowed } from "../hours.ts";
import { fraction } from "../ids.ts";
import type { Policy } from "../policy.ts";
import type { Reach } from "../reach.ts";
import type { Channel, Instant } from "../words.ts";
import type { Campaign } from "./campaign.ts";

const hourMs = 3_600_000;

/** A part's share of the throttle: its patients among all of them. */
export type Pace = {
  /** When the first hour begins. */
  from: Instant;
  share: number;
  throttle: Campaign["throttle"];
  /** Tells one campaign's lot from another's. */
  seed: string;
};

type Window = { from: number; to: number };

/**
 * Buckets of an hour, or as long as it takes this part to send one message; each holds what the rate allows, so that no
 * hour holds more, whoever plans it. Short parts of a slow campaign begin apart from each other.
 */
function bucketsOf({ from, share, seed }: Pace, perHour: number) {
  const rate = perHour * share;
  const length = rate >= 1 ? hourMs : Math.ceil(hourMs / rate);
  const shift = rate >= 1 ? 0 : Math.floor(fraction("part", seed) * (length - hourMs));
  const first = Date.parse(from) + shift;
  return {
    size: rate >= 1 ? Math.floor(rate) : 1,
    windowOf: (n: number): Window => ({ from: first + n * length, to: first + n * length + hourMs }),
    at: (ms: number): number => Math.max(0, Math.floor((ms - first) / length)),
  };
}

const mostBuckets = 24 * 366;

/**
 * When this patient's turn is: in the first hour that still has room, inside the hours the patient may be written to,
 * at an instant of it that the patient's id decides. `taken` is changed to say so. Undefined where a year has no room.
 */
export function slotFor(
  pace: Pace,
  taken: Record<string, number>,
  patient: { reach: Reach; policy: Policy; channel: Channel | undefined },
): Instant | undefined {
  const { reach, policy, channel } = patient;
  const { perHour, perChannel } = pace.throttle;
  const own = channel && perChannel?.[channel];
  const key = own ? channel : "all";
  const buckets = bucketsOf(pace, Math.min(own ?? perHour, perHour));
  const zone = reach.who.timeZone;
  const full = taken[`${key}:full`] ?? 0;
  let n = Math.max(full, 0);
  for (let tries = 0; tries < mostBuckets; tries++) {
    const window = buckets.windowOf(n);
    const open = Date.parse(
      nextAllowed(new Date(window.from).toISOString(), zone, policy.hours, reach.hours),
    );
    if (open >= window.to) n = Math.max(n + 1, buckets.at(open));
    else if ((taken[`${key}:${n}`] ?? 0) >= buckets.size) {
      if (n === (taken[`${key}:full`] ?? 0)) forget(taken, key, n);
      n += 1;
    } else {
      taken[`${key}:${n}`] = (taken[`${key}:${n}`] ?? 0) + 1;
      return spread(open, window.to, { zone, policy, reach, seed: pace.seed });
    }
  }
  return undefined;
}

/** Buckets before this one are full: only that is kept of them. */
function forget(taken: Record<string, number>, key: string, n: number): void {
  delete taken[`${key}:${n}`];
  taken[`${key}:full`] = n + 1;
}

function spread(
  from: number,
  to: number,
  { zone, policy, reach, seed }: { zone: string; policy: Policy; reach: Reach; seed: string },
): Instant {
  const lot = fraction("slot", seed, reach.patientId);
  const at = new Date(from + Math.floor(lot * (to - from))).toISOString();
  return isAllowed(at, zone, policy.hours, reach.hours) ? at : new Date(from).toISOString();
}
