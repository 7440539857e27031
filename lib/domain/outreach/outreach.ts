import * as z from "zod";
import { Decision } from "../gate/decision.ts";
import { Opening } from "../pages/link.ts";
import { Levels } from "../policy/levels.ts";
import { FallbackAfter } from "../policy/parts.ts";
import { Channel, Format, Instant, PrivacyClass, Purpose } from "../words.ts";

/**
 * One intended message to one patient on one occasion.
 *
 *     planned ⇄ held → (claimed in the reach item) → sent → delivered | undelivered
 *        │       │                                └→ unknown → delivered | undelivered
 *        └───────┴→ suppressed | failed | cancelled
 *
 * `sent` is a fate of its own (the provider took it and may never say more); receipts only refine it, by rank.
 */
export const outreachStatuses = [
  "planned",
  "held",
  "sent",
  "unknown",
  "delivered",
  "undelivered",
  "suppressed",
  "failed",
  "cancelled",
] as const;
export const OutreachStatus = z.enum(outreachStatuses);
export type OutreachStatus = z.infer<typeof OutreachStatus>;

/** One channel send. `outcome` is absent while the call is out, and stays absent if the sender died. */
export const Attempt = z.object({
  n: z.int().min(1),
  channel: Channel,
  addressId: z.string(),
  at: Instant,
  outcome: z.enum(["accepted", "refused", "throttled", "unknown"]),
  /** The provider's own id of the message. */
  providerId: z.string().optional(),
  /** The provider's code for a refusal, or ours. */
  code: z.string().optional(),
  /** Of several senders of the channel, the one by which it went; and who definitely refused it first. */
  sender: z.string().optional(),
  refusedBy: z.array(z.string()).optional(),
  /** The highest receipt it had: a row of receipts.ts. */
  receipt: z.string().optional(),
  /** What the patient wanted and the template does not have: it was said in the next language, in the standard format. */
  fellBackFrom: z.object({ language: z.string(), format: Format }).partial().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** What the message may name of a visit, frozen at planning; the claim checks that it is still so. */
export const About = z.object({
  appointmentId: z.string(),
  fingerprint: z.string(),
  start: Instant.optional(),
  timeZone: z.string(),
  locationName: z.string().optional(),
  practitionerName: z.string().optional(),
  visitType: z.string().optional(),
});
export type About = z.infer<typeof About>;

export const Outreach = z.object({
  id: z.string(),
  patientId: z.string(),
  enrollmentId: z.string().optional(),
  journey: z.object({ id: z.string(), version: z.int() }).optional(),
  step: z.string().optional(),
  /** Which occurrence of which campaign it is of. */
  campaign: z.object({ id: z.string(), occurrence: z.int() }).optional(),
  purpose: Purpose,
  category: z.string(),
  template: z.object({ id: z.string(), version: z.int() }),
  privacy: PrivacyClass,
  /** The channels to try, in order; `channel` is the one now being tried, absent where none was left. */
  plan: z.array(Channel),
  channel: Channel.optional(),
  /** What the answer belongs to, where the message asks something. */
  taskId: z.string().optional(),
  about: About.optional(),
  /** What its link opens, where it is not the template's page. */
  opening: Opening.optional(),
  /** Values a caller gives to a template beside the patient's and the visit's own. */
  variables: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  status: OutreachStatus,
  /** Why it has this status: a reason code of the gate, a provider code, or who cancelled it. */
  reason: z.string().optional(),
  dueAt: Instant,
  /** The patient's message this answers: the conversation is theirs, so hours and budget do not hold it. */
  inReplyTo: z.string().optional(),
  /** The contact point the patient wrote from, where it is an answer: it goes there. */
  addressId: z.string().optional(),
  /** When the care team is there again, where the patient wrote while it was away. */
  awayUntil: Instant.optional(),
  /** The one message that may follow a STOP, within five minutes. 47 CFR 64.1200(a)(12). */
  confirmsStop: z.literal(true).optional(),
  /** Not after this: a reminder that would come too late is dropped. */
  expiresAt: Instant.optional(),
  /** Whose policy it follows, beside the customer's and the patient's. */
  levels: Levels.optional(),
  /** Per channel how long its silence is borne; `fallbackAt` is when that of the channel used runs out. */
  clocks: FallbackAfter.optional(),
  fallbackAt: Instant.optional(),
  attempts: z.array(Attempt),
  decisions: z.array(Decision),
  plannedAt: Instant,
});
export type Outreach = z.infer<typeof Outreach>;

/** It answers what the patient wrote, not a page they asked for. */
export const isAutomaticAnswer = (o: Pick<Outreach, "inReplyTo">): boolean =>
  o.inReplyTo?.startsWith("msg_") ?? false;

export const isOpen = (o: Pick<Outreach, "status">): boolean => o.status === "planned" || o.status === "held";
