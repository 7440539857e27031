import type { Decision, Reason } from "./decision.ts";
import type { Channel, Instant, PrivacyClass, Purpose } from "./words.ts";

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
  /** Health of the address where it is not `ok`; `none` where there is none. */
  address?: string;
  stopped?: true;
  consent: "granted" | "implied" | "revoked" | "none";
  topicDeclined?: true;
  /** It answers the patient's own message. */
  reply?: true;
  confirmsStop?: true;
  /** The customer has paused everything, or this journey: until then at least. */
  customerPaused?: Instant;
  journeyPaused?: Instant;
  /** The next instant inside the allowed hours; `now` where that is now. */
  openAt: Instant;
  dayUsed: number;
  dayCap: number;
  /** When the next local day opens; there once this one is used up. The week likewise. */
  dayResets?: Instant;
  weekUsed: number;
  weekCap: number;
  weekResets?: Instant;
  /** The budget is taken already, by an earlier attempt of the same outreach. */
  counted?: true;
  claimed?: true;
};

type Answer = { hold: Instant } | "drop";
type Rule = readonly [Reason, (f: GateFacts) => false | undefined | Answer];

const drop = (when: unknown): false | "drop" => (when ? "drop" : false);
const open: ReadonlySet<Channel | "none"> = new Set(["sms", "voice", "push", "email"]);
/** What a switch holds: all but what somebody's safety hangs on, and the confirmation of a STOP, which is due at once. */
const stoppable = (f: GateFacts): boolean => f.purpose !== "safety" && !f.confirmsStop;
const unmetered = (f: GateFacts): boolean =>
  f.purpose === "safety" || f.reply === true || f.confirmsStop === true || f.counted === true;

/** Reasons that are about one channel: another channel may still be free. */
export const channelReasons: ReadonlySet<Reason> = new Set([
  "channel_off",
  "template_variant_missing",
  "no_address",
  "address_unhealthy",
  "opted_out",
  "no_consent",
  "privacy_class",
  "render_failed",
]);

/**
 * The rules, in the order they are asked; the first that does not pass decides.
 *
 * - STOP: 47 CFR 64.1200(a)(10); its one confirmation: (a)(12). Consent: (a)(1)–(3), written for marketing (f)(9).
 * - Quiet hours: 47 CFR 64.1200(c)(1) allows 8–21 local; the customer's policy is narrower.
 * - Privacy: 45 CFR 164.312(e), 42 CFR 2.32: open channels carry `none` or `limited`.
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
  ["campaign_paused", (f) => f.campaign === "paused" && { hold: f.campaignAsks ?? f.now }],
  ["paused_by_customer", (f) => stoppable(f) && f.customerPaused !== undefined && { hold: f.customerPaused }],
  ["journey_paused", (f) => stoppable(f) && f.journeyPaused !== undefined && { hold: f.journeyPaused }],
  [
    "quiet_hours",
    (f) => !f.reply && !f.confirmsStop && f.purpose !== "safety" && f.openAt > f.now && { hold: f.openAt },
  ],
  ["weekly_budget", (f) => !unmetered(f) && f.weekResets !== undefined && { hold: f.weekResets }],
  ["daily_budget", (f) => !unmetered(f) && f.dayResets !== undefined && { hold: f.dayResets }],
];

/** Send, hold until, or drop because. A hold past the outreach's own end is a drop for the same reason. */
export function gate(facts: GateFacts): Decision {
  const said = { at: facts.now, ...(facts.channel !== "none" && { channel: facts.channel }), facts };
  for (const [reason, ask] of rules) {
    const answer = ask(facts);
    if (!answer) continue;
    if (answer === "drop" || (facts.expiresAt !== undefined && answer.hold >= facts.expiresAt))
      return { ...said, verdict: "drop", reason };
    return { ...said, verdict: "hold", reason, until: answer.hold };
  }
  return { ...said, verdict: "send" };
}
