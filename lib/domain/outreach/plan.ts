import type { Template } from "../content/template.ts";
import type { Reason } from "../gate/decision.ts";
import { gateFacts } from "../gate/facts.ts";
import { gate } from "../gate/gate.ts";
import type { Opening } from "../pages/link.ts";
import { type Levels, levelsIn } from "../policy/levels.ts";
import type { Policy } from "../policy/policy.ts";
import type { Reach } from "../reach/reach.ts";
import { type Appointment, fingerprint } from "../visit/appointment.ts";
import type { Channel, Instant, Purpose } from "../words.ts";
import type { Step } from "./fate.ts";
import type { About, Outreach } from "./outreach.ts";
import { nextChannel } from "./route.ts";

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
  awayUntil?: Instant;
  /** Whose policy it follows, where that is not the template's, the visit's or the patient's own to say. */
  levels?: Levels;
  /** How long a channel's silence is borne, where the policy does not say it. */
  clocks?: Outreach["clocks"];
};

export type PlanningFacts = {
  reach: Reach;
  policy: Policy;
  template: Template;
  appointment?: Appointment | undefined;
  now: Instant;
};

/** The levels an outreach belongs to: what the request says, else the template, the visit and the patient. */
export const levelsOf = (
  { levels }: Pick<OutreachRequest, "levels">,
  { reach, template, appointment }: Pick<PlanningFacts, "reach" | "template" | "appointment">,
): Levels => ({
  ...levelsIn(reach.who),
  ...(appointment &&
    levelsIn({
      location: appointment.locationId ?? appointment.locationName,
      department: appointment.specialty,
    })),
  ...(template.content.program && { program: template.content.program }),
  ...levels,
});

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
  const { channels, levels: _, clocks: __, ...rest } = request;
  const { reach, policy, template, appointment, now } = facts;
  const levels = levelsOf(request, facts);
  const clocks = { ...policy.fallbackAfter, ...request.clocks };
  const outreach: Outreach = {
    ...rest,
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
    ...(Object.keys(levels).length > 0 && { levels }),
    ...(!request.inReplyTo && Object.keys(clocks).length > 0 && { clocks }),
  };
  const situation = { outreach, reach, policy, template, enrollment: { status: "active" as const }, now };
  const channel = nextChannel(situation, undefined);
  if (channel) return { outreach: { ...outreach, channel }, type: "outreach.planned" };
  const decision = gate(gateFacts(situation, outreach.plan[0]));
  const reason = decision.reason as Reason;
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
