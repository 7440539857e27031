import { opens, type Week } from "../policy/parts.ts";
import type { ReachAddress } from "../reach/reach.ts";
import { addDuration } from "../time/duration.ts";
import { nextAllowed } from "../time/hours.ts";
import { smeared } from "../time/smear.ts";
import { rulesFor, within } from "../time/state-rules.ts";
import { localDay, toInstant } from "../time/time.ts";
import type { Channel, Instant } from "../words.ts";
import type { Situation } from "./situation.ts";

/** The hours of one message: the policy's for its channel, narrowed by what the law of the place says. */
export type OpenHours = { week: Week; own: { from: string; to: string } | undefined };

export function hoursOf(
  s: Situation,
  channel: Channel | undefined,
  address: ReachAddress | undefined,
): OpenHours {
  const { reach, policy, outreach, now } = s;
  if (!channel) return { week: policy.hours, own: reach.hours };
  const called = { channel, purpose: outreach.purpose, address: address?.address, state: reach.who.state };
  const rules = rulesFor(called, policy.stateRules, localDay(now, reach.who.timeZone));
  return { week: within(policy.channelHours[channel] ?? policy.hours, rules), own: reach.hours };
}

export function hoursFacts(
  s: Situation,
  { week, own }: OpenHours,
): { openAt: Instant; neverOpen: boolean; dropWhenClosed: boolean } {
  if (!opens(week)) return { openAt: s.now, neverOpen: true, dropWhenClosed: false };
  const { purpose } = s.outreach;
  const open = nextAllowed(s.now, s.reach.who.timeZone, week, own);
  return {
    openAt: open > s.now ? spread(s, { week, own }, open) : open,
    neverOpen: false,
    dropWhenClosed: purpose !== "safety" && s.policy.whenClosed[purpose] === "drop",
  };
}

const spread = ({ reach, policy, outreach }: Situation, { week, own }: OpenHours, open: Instant): Instant =>
  smeared(open, outreach.id, { minutes: policy.smearMinutes, zone: reach.who.timeZone, week, own });

/** The first allowed instant of the local day that many days ahead. */
export function opening(s: Situation, hours: OpenHours, days: number): Instant {
  const zone = s.reach.who.timeZone;
  const midnight = addDuration(toInstant(localDay(s.now, zone), "00:00", zone), `P${days}D`, zone);
  if (!opens(hours.week)) return midnight;
  return spread(s, hours, nextAllowed(midnight, zone, hours.week, hours.own));
}
