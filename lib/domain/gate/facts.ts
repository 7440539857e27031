import { readersLanguage } from "../content/readers.ts";
import type { Template } from "../content/template.ts";
import { variantFor } from "../content/variant-for.ts";
import { fallbackChain, isAmong } from "../patient/languages.ts";
import { isStopped } from "../reach/address.ts";
import { withoutOldCount } from "../reach/claims.ts";
import { isInConversation } from "../reach/conversation.ts";
import type { Claim, Override } from "../reach/reach.ts";
import { askAgainMs } from "../switch.ts";
import { plusMs } from "../time/instant.ts";
import { localDay } from "../time/time.ts";
import type { Channel, Instant } from "../words.ts";
import { addressFor, isConfidentialElsewhere } from "./address.ts";
import { circuitOf, isAnsweringRobot, isNearDuplicate } from "./amount.ts";
import { budgetFacts } from "./budget.ts";
import { consentFacts } from "./consent.ts";
import type { GateFacts } from "./gate.ts";
import { hoursFacts, hoursOf } from "./hours.ts";
import type { Situation } from "./situation.ts";

export function gateFacts(asked: Situation, channel: Channel | undefined): GateFacts {
  const s = ofToday(asked);
  const { outreach: o, reach, policy, now } = s;
  const address = channel && addressFor(reach, channel, o.addressId);
  const hours = hoursOf(s, channel, address);
  const claim = reach.claims[o.id];
  const circuit = circuitOf(s, address);
  const overridden = reach.overrides && overriddenBy(reach.overrides, s);
  const { consent, part2 } = consentFacts(s, channel, address);
  const { openAt, neverOpen, dropWhenClosed } = hoursFacts(s, hours);
  const facts: GateFacts = {
    ...budgetFacts(s, hours),
    now,
    channel: channel ?? "none",
    purpose: o.purpose,
    privacy: o.privacy,
    consent,
    openAt,
  };
  if (o.expiresAt) facts.expiresAt = o.expiresAt;
  if (s.paused?.everything) facts.customerPaused = askAgainAt(now);
  if (s.paused?.journey) facts.journeyPaused = askAgainAt(now);
  if (s.enrollment && s.enrollment.status !== "active") facts.enrollment = s.enrollment.status;
  if (!s.enrollment && o.enrollmentId) facts.enrollment = "missing";
  if (s.campaign) {
    facts.campaign = s.campaign;
    facts.campaignAsks = plusMs(now, 3_600_000);
  }
  if (address?.health !== "ok") facts.address = address?.health ?? "none";
  if (circuit) facts.circuit = circuit;
  if (overridden) facts.overridden = overridden;
  return marked(facts, {
    deceased: reach.who.deceased,
    inactive: !reach.who.active,
    cancelled: reach.cancelled[o.id] !== undefined || o.status === "cancelled",
    visitChanged: o.about && reach.visits[o.about.appointmentId]?.print !== o.about.fingerprint,
    templateGone: s.template?.status !== "published",
    variantMissing: s.template && channel && !hasVariant(s.template, channel, s),
    marketingCall: channel === "voice" && o.purpose === "marketing",
    conversationOver: channel === "whatsapp" && needsConversation(s) && !isInConversation(address, now),
    off: channel && !policy.channels.includes(channel),
    confidential: channel && isConfidentialElsewhere(reach, channel),
    stopped: address && isStopped(address.stopped, o.category),
    part2,
    neverOpen,
    dropWhenClosed,
    topicDeclined: reach.declined?.includes(o.category),
    reply: o.inReplyTo,
    confirmsStop: o.confirmsStop,
    counted: claim?.counted,
    claimed: claim && claim.n > o.attempts.length && !isOwn(claim, s),
    nearDuplicate: isNearDuplicate(s),
    robot: address && isAnsweringRobot(s, address),
  });
}

type Flag = { [K in keyof GateFacts]-?: true extends GateFacts[K] ? K : never }[keyof GateFacts];

/** With what is so; what is not is absent. */
function marked(facts: GateFacts, flags: { [K in Flag]?: unknown }): GateFacts {
  for (const name in flags) if (flags[name as Flag]) facts[name as Flag] = true;
  return facts;
}

function ofToday(s: Situation): Situation {
  if (!s.reach.claims[s.outreach.id]?.counted) return s;
  return { ...s, reach: withoutOldCount(s.reach, s.outreach.id, localDay(s.now, s.reach.who.timeZone)) };
}

const askAgainAt = (now: Instant): Instant => plusMs(now, askAgainMs);

const isOwn = (claim: Claim, { by }: Situation): boolean => by !== undefined && claim.by === by;

function hasVariant(template: Template, channel: Channel, { reach, policy }: Situation): boolean {
  const readers = readersLanguage(channel, reach.who.language, policy);
  const chain = fallbackChain(readers, policy.language);
  return template.content.variants.some((v) => v.channel === channel && isAmong(chain, v.language));
}

/** Whether the patient's words for WhatsApp are no template that Meta approved, which alone may begin a conversation. */
function needsConversation({ template, reach, policy }: Situation): boolean {
  const chain = fallbackChain(reach.who.language, policy.language);
  return template !== undefined && !variantFor(template.content, "whatsapp", chain)?.approved;
}

const overriddenBy = (overrides: Override[], { outreach, now }: Situation): string =>
  overrides
    .filter((o) => o.until > now && (o.outreachId === undefined || o.outreachId === outreach.id))
    .map(({ rule }) => rule)
    .join();
