import { fraction } from "../ids.ts";
import type { Policy } from "../policy/policy.ts";
import type { Reach } from "../reach/reach.ts";
import { isAllowed, nextAllowed } from "../time/hours.ts";
import { epochOf, instantOf } from "../time/instant.ts";
import type { Channel, Instant } from "../words.ts";
import type { Campaign } from "./campaign.ts";

const hourMs = 3_600_000;
/** A throttle without room for a year is a fault of the campaign, and no reason to look for ever. */
const mostBuckets = 24 * 366;

/** One part of a campaign: a share of its patients, and with it the same share of its throttle. */
export type Pace = {
  /** When its first hour begins. */
  from: Instant;
  now: Instant;
  share: number;
  throttle: Campaign["throttle"];
  /** Tells one part's lots from another's. */
  seed: string;
};

type Recipient = { reach: Reach; policy: Policy; channel: Channel | undefined };

/**
 * When this patient's turn is: in the first hour from now that still has room, within the hours at which the patient may
 * be written to, at an instant of it that the patient's id decides. `taken` (places taken per hour and sender) is changed
 * to say so; hours that have passed are forgotten. Undefined where a year has no room.
 */
export function slotFor(pace: Pace, taken: Record<string, number>, patient: Recipient): Instant | undefined {
  const { reach, policy } = patient;
  const { key, rate } = senderOf(pace, patient);
  const hours = hoursOf(pace, rate);
  const first = hours.at(epochOf(pace.now));
  forgetBefore(taken, key, first);
  for (let n = first, tries = 0; tries < mostBuckets; tries++) {
    const { from, to } = hours.window(n);
    const earliest = instantOf(Math.max(from, epochOf(pace.now)));
    const open = epochOf(nextAllowed(earliest, reach.who.timeZone, policy.hours, reach.hours));
    const used = taken[`${key}:${n}`] ?? 0;
    if (open < to && used < hours.size) {
      taken[`${key}:${n}`] = used + 1;
      // By the lot of the whole hour: a part of an hour each time anew would be a turn that never comes.
      const whole = nextAllowed(instantOf(from), reach.who.timeZone, policy.hours, reach.hours);
      const turn = spread({ from: epochOf(whole), to }, pace.seed, patient);
      return instantOf(Math.max(epochOf(turn), open));
    }
    n = Math.max(n + 1, hours.at(open));
  }
  return undefined;
}

/** The same, by the rate of the sender whose channel the patient would get it on first. */
export function turnOf(
  pace: Pace,
  taken: Record<string, number>,
  { reach, policy, campaign: { send } }: Omit<Recipient, "channel"> & { campaign: Pick<Campaign, "send"> },
): Instant | undefined {
  const listed = "template" in send && send.channels !== "preferred" ? send.channels : undefined;
  const order = listed ?? [...(reach.order ?? []), ...policy.channelOrder];
  const channel = order.find((c) => reach.addresses.some((a) => a.channel === c && a.health === "ok"));
  return slotFor(pace, taken, { reach, policy, channel });
}

/** A channel with a rate of its own is counted by itself, and is never faster than the whole. */
function senderOf({ throttle }: Pace, { channel }: Recipient): { key: string; rate: number } {
  const own = channel && throttle.perChannel?.[channel];
  return own
    ? { key: channel, rate: Math.min(own, throttle.perHour) }
    : { key: "all", rate: throttle.perHour };
}

/**
 * The hours of this part, each with room for its share. Where that is less than one message, the hours lie as far apart
 * as one message needs, and each part's begin at a moment of its own.
 */
function hoursOf({ from, share, seed }: Pace, perHour: number) {
  const rate = perHour * share;
  const apart = Math.ceil(hourMs / Math.min(1, rate));
  const first = epochOf(from) + Math.floor(fraction("part", seed) * (apart - hourMs));
  return {
    size: Math.max(1, Math.floor(rate)),
    at: (ms: number): number => Math.max(0, Math.floor((ms - first) / apart)),
    window: (n: number) => ({ from: first + n * apart, to: first + n * apart + hourMs }),
  };
}

function forgetBefore(taken: Record<string, number>, key: string, first: number): void {
  const kept = taken[`${key}:from`] ?? 0;
  for (let n = kept; n < first; n++) delete taken[`${key}:${n}`];
  if (first > kept) taken[`${key}:from`] = first;
}

function spread(window: { from: number; to: number }, seed: string, { reach, policy }: Recipient): Instant {
  const lot = fraction("slot", seed, reach.patientId);
  const at = instantOf(window.from + Math.floor(lot * (window.to - window.from)));
  return isAllowed(at, reach.who.timeZone, policy.hours, reach.hours) ? at : instantOf(window.from);
}
