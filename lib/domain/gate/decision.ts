import * as z from "zod";
import { Channel, Instant } from "../words.ts";

/** Every reason the gate can give, in the order its rules are asked. Stable: part of the API. */
export const reasons = [
  "already_claimed",
  "deceased",
  "patient_inactive",
  "cancelled",
  "campaign_stopped",
  "enrollment_not_active",
  "appointment_changed",
  "expired",
  "template_not_published",
  "channel_off",
  "confidential_address",
  "no_address",
  "template_variant_missing",
  "address_unhealthy",
  "opted_out",
  "no_consent",
  "topic_declined",
  "privacy_class",
  "no_part2_consent",
  "marketing_call",
  "conversation_over",
  "near_duplicate",
  "circuit_open",
  "robot_suspected",
  "campaign_paused",
  "paused_by_customer",
  "journey_paused",
  "quiet_hours",
  "weekly_budget",
  "daily_budget",
  "displaced",
  // Asked last, by rendering it.
  "render_failed",
] as const;
export const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

/**
 * The recorded answer of the gate for one outreach at one moment: the verdict, the rule that gave it (rules before
 * it in `reasons` passed), and the facts it saw. Replaying the gate on `facts` gives the same verdict.
 */
export const Decision = z.object({
  at: Instant,
  channel: Channel.optional(),
  verdict: z.enum(["send", "hold", "drop"]),
  reason: Reason.optional(),
  until: Instant.optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Decision = z.infer<typeof Decision>;
