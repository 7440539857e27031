import type { Enrollment } from "./enrollment.ts";
import type { GateFacts } from "./gate.ts";
import { nextAllowed } from "./hours.ts";
import { fallbackChain, pickLanguage } from "./languages.ts";
import type { Outreach } from "./outreach.ts";
import type { Policy } from "./policy.ts";
import { type Claim, consentFor, type Reach, type ReachAddress, usedBudget } from "./reach.ts";
import { askAgainMs } from "./switch.ts";
import type { Template } from "./template.ts";
import { addDuration, localDay, localParts, localWeek, toInstant } from "./time.ts";
import type { Channel, Instant } from "./words.ts";

/** All that is known when a message is about to leave. */
export type Situation = {
  outreach: Outreach;
  reach: Reach;
  policy: Policy;
  template: Template | undefined;
  enrollment: Pick<Enrollment, "status"> | undefined;
  now: Instant;
  /** Switches that are off for it now. */
  paused?: { everything: boolean; journey: boolean };
  /** What its campaign's state forbids. */
  campaign?: "stopped" | "paused" | undefined;
  /** The delivery that asks: a claim of its own does not bar it. */
  by?: string;
};

/**
 * The address a channel would use: the one the patient wrote from where it is an answer, else the first healthy one,
 * else the first, so that the reason can be told.
 */
export function addressFor(reach: Reach, channel: Channel, answered?: string): ReachAddress | undefined {
  const all = reach.addresses.filter((a) => a.channel === channel);
  const own = answered && all.find((a) => a.id === answered);
  if (own) return own;
  return all.find((a) => a.health === "ok" && !a.stopped) ?? all.find((a) => a.health === "ok") ?? all[0];
}

export function gateFacts(s: Situation, channel: Channel | undefined): GateFacts {
  const { outreach: o, reach, policy, now } = s;
  const zone = reach.who.timeZone;
  const address = channel && addressFor(reach, channel, o.addressId);
  const day = localDay(now, zone);
  const used = usedBudget(reach.budget, day, localWeek(now, zone));
  const claim = reach.claims[o.id];
  return {
    now,
    channel: channel ?? "none",
    purpose: o.purpose,
    privacy: o.privacy,
    consent: consentOf(s, channel),
    openAt: nextAllowed(now, zone, policy.hours, reach.hours),
    dayUsed: used.day,
    dayCap: policy.budget.perDay,
    weekUsed: used.week,
    weekCap: policy.budget.perWeek,
    ...(used.day >= policy.budget.perDay && { dayResets: opening(s, 1) }),
    ...(used.week >= policy.budget.perWeek && { weekResets: opening(s, daysToMonday(s)) }),
    ...(o.expiresAt && { expiresAt: o.expiresAt }),
    ...(s.paused?.everything && { customerPaused: askAgainAt(now) }),
    ...(s.paused?.journey && { journeyPaused: askAgainAt(now) }),
    ...(s.enrollment && s.enrollment.status !== "active" && { enrollment: s.enrollment.status }),
    ...(!s.enrollment && o.enrollmentId && { enrollment: "missing" }),
    ...(s.campaign && {
      campaign: s.campaign,
      campaignAsks: new Date(Date.parse(now) + 3_600_000).toISOString(),
    }),
    ...flag("deceased", reach.who.deceased),
    ...flag("inactive", !reach.who.active),
    ...flag("cancelled", reach.cancelled[o.id] !== undefined || o.status === "cancelled"),
    ...flag("visitChanged", o.about && reach.visits[o.about.appointmentId]?.print !== o.about.fingerprint),
    ...flag("templateGone", s.template?.status !== "published"),
    ...flag("variantMissing", s.template && channel && !hasVariant(s.template, channel, s)),
    ...flag("off", channel && !policy.channels.includes(channel)),
    ...(address?.health !== "ok" && { address: address?.health ?? "none" }),
    ...flag("stopped", address && isStopped(address, o.category)),
    ...flag("topicDeclined", reach.declined?.includes(o.category)),
    ...flag("reply", o.inReplyTo),
    ...flag("confirmsStop", o.confirmsStop),
    ...flag("counted", claim?.counted),
    ...flag("claimed", claim && claim.n > o.attempts.length && !isOwn(claim, s)),
  };
}

const askAgainAt = (now: Instant): Instant => new Date(Date.parse(now) + askAgainMs).toISOString();

const isOwn = (claim: Claim, { by }: Situation): boolean => by !== undefined && claim.by === by;

const flag = <K extends string>(name: K, on: unknown): { [P in K]?: true } =>
  (on ? { [name]: true } : {}) as { [P in K]?: true };

const isStopped = (address: ReachAddress, category: string): boolean =>
  address.stopped === "all" || (address.stopped?.includes(category) ?? false);

/** The first allowed instant of the local day that many days ahead. */
function opening({ reach, policy, now }: Situation, days: number): Instant {
  const zone = reach.who.timeZone;
  const midnight = addDuration(toInstant(localDay(now, zone), "00:00", zone), `P${days}D`, zone);
  return nextAllowed(midnight, zone, policy.hours, reach.hours);
}

/** ISO weeks begin on Monday. */
const daysToMonday = ({ reach, now }: Situation): number =>
  8 - (localParts(now, reach.who.timeZone).weekday || 7);

function hasVariant(template: Template, channel: Channel, { reach, policy }: Situation): boolean {
  const available = template.content.variants.filter((v) => v.channel === channel).map((v) => v.language);
  return pickLanguage(fallbackChain(reach.who.language, policy.language), available) !== undefined;
}

/** What the ledger says; where it says nothing, whether the policy takes the given contact point for consent. */
function consentOf(
  { outreach, reach, policy }: Situation,
  channel: Channel | undefined,
): GateFacts["consent"] {
  if (!channel) return "none";
  const { purpose } = outreach;
  const entry = consentFor(reach, purpose, channel, outreach.category);
  if (entry && !entry.granted) return "revoked";
  if (entry) return purpose !== "marketing" || entry.written ? "granted" : "none";
  const implied =
    purpose !== "marketing" &&
    policy.impliedConsent.includes(purpose) &&
    policy.impliedChannels.includes(channel);
  return implied ? "implied" : "none";
}
