import { readersLanguage } from "../content/readers.ts";
import type { Template } from "../content/template.ts";
import { variantFor } from "../content/variant-for.ts";
import { fallbackChain, pickLanguage } from "../patient/languages.ts";
import { withoutOldCount } from "../reach/claims.ts";
import { isInConversation } from "../reach/conversation.ts";
import type { Claim, ReachAddress } from "../reach/reach.ts";
import { askAgainMs } from "../switch.ts";
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
  const overridden = reach.overrides && overriddenBy(s);
  return {
    now,
    channel: channel ?? "none",
    purpose: o.purpose,
    privacy: o.privacy,
    ...consentFacts(s, channel, address),
    ...hoursFacts(s, hours),
    ...budgetFacts(s, hours),
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
    ...flag("marketingCall", channel === "voice" && o.purpose === "marketing"),
    ...flag(
      "conversationOver",
      channel === "whatsapp" && needsConversation(s) && !isInConversation(address, now),
    ),
    ...flag("off", channel && !policy.channels.includes(channel)),
    ...flag("confidential", channel && isConfidentialElsewhere(reach, channel)),
    ...(address?.health !== "ok" && { address: address?.health ?? "none" }),
    ...flag("stopped", address && isStopped(address, o.category)),
    ...flag("topicDeclined", reach.declined?.includes(o.category)),
    ...flag("reply", o.inReplyTo),
    ...flag("confirmsStop", o.confirmsStop),
    ...flag("counted", claim?.counted),
    ...flag("claimed", claim && claim.n > o.attempts.length && !isOwn(claim, s)),
    ...flag("nearDuplicate", isNearDuplicate(s)),
    ...(circuit && { circuit }),
    ...flag("robot", address && isAnsweringRobot(s, address)),
    ...(overridden && { overridden }),
  };
}

function ofToday(s: Situation): Situation {
  const reach = withoutOldCount(s.reach, s.outreach.id, localDay(s.now, s.reach.who.timeZone));
  return reach === s.reach ? s : { ...s, reach };
}

const askAgainAt = (now: Instant): Instant => new Date(Date.parse(now) + askAgainMs).toISOString();

const isOwn = (claim: Claim, { by }: Situation): boolean => by !== undefined && claim.by === by;

const flag = <K extends string>(name: K, on: unknown): { [P in K]?: true } =>
  (on ? { [name]: true } : {}) as { [P in K]?: true };

const isStopped = (address: ReachAddress, category: string): boolean =>
  address.stopped === "all" || (address.stopped?.includes(category) ?? false);

function hasVariant(template: Template, channel: Channel, { reach, policy }: Situation): boolean {
  const available = template.content.variants.filter((v) => v.channel === channel).map((v) => v.language);
  const readers = readersLanguage(channel, reach.who.language, policy);
  return pickLanguage(fallbackChain(readers, policy.language), available) !== undefined;
}

/** Whether the patient's words for WhatsApp are no template that Meta approved, which alone may begin a conversation. */
function needsConversation({ template, reach, policy }: Situation): boolean {
  const chain = fallbackChain(reach.who.language, policy.language);
  return template !== undefined && !variantFor(template.content, "whatsapp", chain)?.approved;
}

const overriddenBy = ({ reach, outreach, now }: Situation): string =>
  (reach.overrides ?? [])
    .filter((o) => o.until > now && (o.outreachId === undefined || o.outreachId === outreach.id))
    .map(({ rule }) => rule)
    .join();
