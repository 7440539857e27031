import { isMetered } from "../outreach/metered.ts";
import { type Channel, type Instant, openChannels, type PrivacyClass, type Purpose } from "../words.ts";
import type { Decision, Reason } from "./decision.ts";

/**
 * What the gate asks, flat and small: it is stored with the decision, and replaying the gate on it gives the same
 * verdict. What is absent is unremarkable.
 */
export type GateFacts = {
  now: Instant;
  channel: Channel | "none";
  purpose: Purpose;
  privacy: PrivacyClass;
  deceased?: true;
  inactive?: true;
  cancelled?: true;
  /** Its campaign's state, where that lets nothing leave; and when a paused one is asked again. */
  campaign?: "stopped" | "paused";
  campaignAsks?: Instant;
  /** Its status where that is not `active`. */
  enrollment?: string;
  visitChanged?: true;
  expiresAt?: Instant;
  templateGone?: true;
  variantMissing?: true;
  /** The customer has no such channel. */
  off?: true;
  /** The channel has addresses, but none of those the patient asked to be used alone. */
  confidential?: true;
  /** Health of the address where it is not `ok`; `none` where there is none. */
  address?: string;
  stopped?: true;
  consent: "granted" | "implied" | "revoked" | "none";
  /** It would sell by a recorded voice. */
  marketingCall?: true;
  /** The patient has not written there for a day, and there is no approved template to begin with. */
  conversationOver?: true;
  /** The specific consent of 42 CFR 2.31 is there. */
  part2?: true;
  topicDeclined?: true;
  /** It answers the patient's own message. */
  reply?: true;
  confirmsStop?: true;
  /** The customer has paused everything, or this journey: until then at least. */
  customerPaused?: Instant;
  journeyPaused?: Instant;
  /** Another program said the same of the same a short while ago. */
  nearDuplicate?: true;
  /** What the address has had too much of. */
  circuit?: "sends" | "failures";
  /** It would answer an address that seems to be a machine's, or that had as many answers as it may within an hour. */
  robot?: true;
  /** The next instant inside the allowed hours; `now` where that is now. */
  openAt: Instant;
  /** What the policy and the law allow together is nothing. */
  neverOpen?: true;
  /** Its class does not wait for the hours. */
  dropWhenClosed?: true;
  /** Of the budget, what this class may use. */
  dayUsed: number;
  dayCap: number;
  /** When the next local day opens; there once this one is used up. The week likewise. */
  dayResets?: Instant;
  weekUsed: number;
  weekCap: number;
  weekResets?: Instant;
  /** When the slots that are left now, and that a higher class waits for, are new ones. */
  displacedUntil?: Instant;
  /** Rules that somebody set aside for this message, by commas. */
  overridden?: string;
  /** The budget is taken already, by an earlier attempt of the same outreach. */
  counted?: true;
  claimed?: true;
};

type Answer = { hold: Instant } | "drop";
type Rule = readonly [Reason, (f: GateFacts) => false | undefined | Answer];

const drop = (when: unknown): false | "drop" => (when ? "drop" : false);
const open: ReadonlySet<Channel | "none"> = openChannels;
/** What a switch holds: all but what somebody's safety hangs on, and the confirmation of a STOP, which is due at once. */
const stoppable = (f: GateFacts): boolean => f.purpose !== "safety" && !f.confirmsStop;
/** What hours and amounts do not hold: safety, and the patient's own conversation. */
const conversation = ({ purpose, reply, confirmsStop }: GateFacts): boolean =>
  !isMetered({ purpose, inReplyTo: reply, confirmsStop });
const unmetered = (f: GateFacts): boolean => conversation(f) || f.counted === true;

const closed = (f: GateFacts): false | Answer => {
  if (f.neverOpen) return "drop";
  if (f.openAt <= f.now) return false;
  return f.dropWhenClosed ? "drop" : { hold: f.openAt };
};

/** Reasons that are about one channel: another channel may still be free. */
export const channelReasons: ReadonlySet<Reason> = new Set([
  "channel_off",
  "confidential_address",
  "template_variant_missing",
  "no_address",
  "address_unhealthy",
  "opted_out",
  "no_consent",
  "privacy_class",
  "no_part2_consent",
  "marketing_call",
  "conversation_over",
  "circuit_open",
  "robot_suspected",
  "render_failed",
]);

/** Rules of amount, which staff may set aside for one patient. No other is anybody's to set aside. */
export const overridable = [
  "near_duplicate",
  "circuit_open",
  "weekly_budget",
  "daily_budget",
  "displaced",
] as const satisfies Reason[];
const mayOverride: ReadonlySet<Reason> = new Set(overridable);

/**
 * The rules, in the order they are asked; the first that does not pass decides.
 *
 * - STOP: 47 CFR 64.1200(a)(10); its one confirmation: (a)(12). Consent: (a)(1)–(3), written for marketing (f)(9).
 * - Quiet hours: 47 CFR 64.1200(c)(1) allows 8–21 local; the customer's policy is narrower.
 *   States narrow them: state-rules.ts.
 * - Privacy: 45 CFR 164.312(e), 42 CFR 2.32: open channels carry `none` or `limited`. Part 2 content needs the consent
 *   of 42 CFR 2.31. Confidential communications: 45 CFR 164.522(b).
 * - A prerecorded call that sells takes a key press, 47 CFR 64.1200(b)(3), which ours cannot (lint-voice.ts).
 * - What each is for, and how it is tested: docs/outreach.md.
 */
const rules: readonly Rule[] = [
  // First: it may be out already, so no later rule may say that it was not sent.
  ["already_claimed", (f) => drop(f.claimed)],
  ["deceased", (f) => drop(f.deceased)],
  ["patient_inactive", (f) => drop(f.inactive)],
  ["cancelled", (f) => drop(f.cancelled)],
  ["campaign_stopped", (f) => drop(f.campaign === "stopped")],
  ["enrollment_not_active", (f) => drop(f.enrollment !== undefined)],
  ["appointment_changed", (f) => drop(f.visitChanged)],
  ["expired", (f) => drop(f.expiresAt !== undefined && f.now >= f.expiresAt)],
  ["template_not_published", (f) => drop(f.templateGone)],
  ["channel_off", (f) => drop(f.off)],
  ["confidential_address", (f) => drop(f.confidential)],
  ["no_address", (f) => drop(f.address === "none")],
  ["template_variant_missing", (f) => drop(f.variantMissing)],
  ["address_unhealthy", (f) => drop(f.address !== undefined)],
  ["opted_out", (f) => drop(f.stopped && !f.confirmsStop)],
  [
    "no_consent",
    (f) =>
      drop(!f.confirmsStop && (f.consent === "revoked" || (f.consent === "none" && f.purpose !== "safety"))),
  ],
  ["topic_declined", (f) => drop(f.topicDeclined && f.purpose !== "safety")],
  ["privacy_class", (f) => drop(open.has(f.channel) && (f.privacy === "phi" || f.privacy === "part2"))],
  ["no_part2_consent", (f) => drop(f.privacy === "part2" && !f.part2)],
  ["marketing_call", (f) => drop(f.marketingCall)],
  ["conversation_over", (f) => drop(f.conversationOver)],
  ["near_duplicate", (f) => drop(f.nearDuplicate && !conversation(f))],
  ["circuit_open", (f) => drop(f.circuit && !f.confirmsStop)],
  // The confirmation of a STOP too: it may be sent, and the STOP itself holds without it.
  ["robot_suspected", (f) => drop(f.robot && f.purpose !== "safety")],
  ["campaign_paused", (f) => f.campaign === "paused" && { hold: f.campaignAsks ?? f.now }],
  ["paused_by_customer", (f) => stoppable(f) && f.customerPaused !== undefined && { hold: f.customerPaused }],
  ["journey_paused", (f) => stoppable(f) && f.journeyPaused !== undefined && { hold: f.journeyPaused }],
  ["quiet_hours", (f) => !conversation(f) && closed(f)],
  ["weekly_budget", (f) => !unmetered(f) && f.weekResets !== undefined && { hold: f.weekResets }],
  ["daily_budget", (f) => !unmetered(f) && f.dayResets !== undefined && { hold: f.dayResets }],
  ["displaced", (f) => !unmetered(f) && f.displacedUntil !== undefined && { hold: f.displacedUntil }],
];

/**
 * What is asked again of a message that a person is still to say, once it is in their hands: who and where, never when
 * and how often. No hold is among them.
 */
export const lasting: ReadonlySet<Reason> = new Set([
  "deceased",
  "patient_inactive",
  "cancelled",
  "campaign_stopped",
  "enrollment_not_active",
  "appointment_changed",
  "address_unhealthy",
  "opted_out",
  "no_consent",
  "topic_declined",
]);

/** The first of them that bars it now. */
export const lastingBar = (facts: GateFacts): Reason | undefined =>
  rules.find(([reason, ask]) => lasting.has(reason) && ask(facts) === "drop")?.[0];

/** Send, hold until, or drop because. A hold past the outreach's own end is a drop for the same reason. */
export function gate(facts: GateFacts): Decision {
  const said = { at: facts.now, ...(facts.channel !== "none" && { channel: facts.channel }), facts };
  const aside = facts.overridden?.split(",");
  for (const [reason, ask] of rules) {
    if (aside?.includes(reason) && mayOverride.has(reason)) continue;
    const answer = ask(facts);
    if (!answer) continue;
    if (answer === "drop" || (facts.expiresAt !== undefined && answer.hold >= facts.expiresAt))
      return { ...said, verdict: "drop", reason };
    return { ...said, verdict: "hold", reason, until: answer.hold };
  }
  return { ...said, verdict: "send" };
}
