import { type Appointment, fingerprint } from "./appointment.ts";
import type { Step } from "./fate.ts";
import { gate } from "./gate.ts";
import { gateFacts } from "./gate-facts.ts";
import type { Opening } from "./link.ts";
import type { About, Outreach } from "./outreach.ts";
import type { Policy } from "./policy.ts";
import type { Reach } from "./reach.ts";
import { nextChannel } from "./route.ts";
import type { Template } from "./template.ts";
import type { Channel, Instant, Purpose } from "./words.ts";

/** What is asked for, whoever asks: a journey, a campaign, a partner, staff. */
export type OutreachRequest = {
  id: string;
  enrollmentId?: string;
  journey?: { id: string; version: number };
  step?: string;
  campaign?: { id: string; occurrence: number };
  purpose: Purpose;
  channels: "preferred" | Channel[];
  dueAt: Instant;
  expiresAt?: Instant;
  taskId?: string;
  opening?: Opening;
  variables?: Record<string, string | number>;
  inReplyTo?: string;
  addressId?: string;
  confirmsStop?: true;
};

export type PlanningFacts = {
  reach: Reach;
  policy: Policy;
  template: Template;
  appointment?: Appointment | undefined;
  now: Instant;
};

/** Freezes what the message may name of a visit: the claim checks that it is still so when it leaves. */
export const aboutVisit = (a: Appointment): About => ({
  appointmentId: a.id,
  fingerprint: fingerprint(a),
  timeZone: a.timeZone,
  ...(a.start && { start: a.start }),
  ...(a.locationName && { locationName: a.locationName }),
  ...(a.practitionerName && { practitionerName: a.practitionerName }),
  ...(a.visitType && { visitType: a.visitType }),
});

/**
 * The outreach as it begins: on the first channel of its plan that could carry it, waiting for its time. With none
 * it ends at once as `suppressed`, for the reason of the channel the patient would have wanted.
 */
export function planned(request: OutreachRequest, facts: PlanningFacts): Step {
  const { channels, inReplyTo, confirmsStop, ...rest } = request;
  const { reach, policy, template, appointment, now } = facts;
  const outreach: Outreach = {
    ...rest,
    ...(inReplyTo && { inReplyTo }),
    ...(confirmsStop && { confirmsStop }),
    patientId: reach.patientId,
    category: template.content.category,
    privacy: template.content.privacy,
    template: { id: template.id, version: template.version },
    plan: planOf(channels, facts),
    status: "planned",
    attempts: [],
    decisions: [],
    plannedAt: now,
    ...(appointment && { about: aboutVisit(appointment) }),
  };
  const situation = { outreach, reach, policy, template, enrollment: { status: "active" as const }, now };
  const channel = nextChannel(situation, undefined);
  if (channel) return { outreach: { ...outreach, channel }, type: "outreach.planned" };
  const decision = gate(gateFacts(situation, outreach.plan[0]));
  const reason = decision.reason ?? "no_address";
  return {
    outreach: { ...outreach, status: "suppressed", reason, decisions: [decision] },
    type: "outreach.suppressed",
    reason,
  };
}

/** The patient's own order, then the customer's; only channels the template has words for and a person can have. */
function planOf(channels: "preferred" | Channel[], { reach, policy, template }: PlanningFacts): Channel[] {
  if (channels !== "preferred") return channels;
  const order = [...new Set([...(reach.order ?? []), ...policy.channelOrder])];
  const written = new Set(template.content.variants.map((v) => v.channel));
  return order.filter((c) => written.has(c));
}
