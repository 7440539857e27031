import type { Template } from "#lib/domain/content/template.ts";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { ownedId } from "#lib/domain/ids.ts";
import { appointmentFrom } from "#lib/domain/ingest/appointment-from.ts";
import { namesOf, newPatientId, patientFrom } from "#lib/domain/ingest/patient-from.ts";
import { advance, begin } from "#lib/domain/journey/advance.ts";
import type { Effect, Facts } from "#lib/domain/journey/effects.ts";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { type OutreachRequest, planned } from "#lib/domain/outreach/plan.ts";
import { route } from "#lib/domain/outreach/route.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import { reachOf, withVisit } from "#lib/domain/reach/reach.ts";
import type { Instant } from "#lib/domain/words.ts";
import { person } from "../../../bin/local/clinic/people.ts";
import { visit } from "../../../bin/local/clinic/visits.ts";

/** A patient of the sample clinic whose reminder is due: all that a turn, the gate and the template look at. */
export type Sample = {
  facts: Facts;
  enrollment: Enrollment;
  /** What the turn plans, and what it is judged by when it leaves. */
  request: OutreachRequest;
  situation: Situation;
  now: Instant;
};

export const definition = appointmentReminder;
const booked = "2026-06-01T13:00:00.000Z";

export const template: Template = {
  id: "appointment-confirm",
  version: 1,
  status: "published",
  content: libraryTemplates.find(({ id }) => id === "appointment-confirm") as Template["content"],
};

const policy = Policy.parse({ clinicName: "Riverside Clinic", clinicPhone: "312-555-0199" });

/** The first `count` patients of the clinic whose message may leave. */
export function samples(count: number): Sample[] {
  const found: Sample[] = [];
  for (let n = 0; found.length < count; n++) {
    const sample = sampleOf(n);
    if (sample && route(sample.situation, sample.situation.outreach.channel).go === "send")
      found.push(sample);
  }
  return found;
}

function sampleOf(n: number): Sample | undefined {
  const { input } = person(n);
  const patientId = newPatientId(namesOf(input), "");
  const patient = patientFrom(input, { id: patientId, policy, previous: undefined, reach: undefined });
  const booking = { ...visit(n, booked, 12).input, patientId };
  const id = ownedId("appointment", patientId, booking.reference);
  const appointment = appointmentFrom(id, booking, { timeZone: "America/Chicago" }, undefined);
  const facts: Facts = { patient, appointment, policy };
  const subject = { type: "appointment" as const, id };
  const { enrollment } = begin(definition, 1, { patientId, subject, facts, now: booked });
  const now = enrollment.wakeAt ?? booked;
  const asked = advance(definition, enrollment, facts, [], now).effects.find(isPlan);
  if (!asked) return undefined;
  const { do: _, template: __, ...request } = asked;
  const reach = withVisit(reachOf(undefined, patient, {}), appointment, booked);
  const own = { ...request, enrollmentId: enrollment.id, journey: enrollment.journey };
  const { outreach } = planned(own, { ...facts, reach, template, now });
  const situation = { outreach, reach, policy, template, enrollment, now: outreach.dueAt };
  return { facts, enrollment, request: own, situation, now };
}

const isPlan = (effect: Effect): effect is Extract<Effect, { do: "plan-outreach" }> =>
  effect.do === "plan-outreach";
