import type { Module } from "#lib/domain/library/family.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { journeysOf, templatesFor } from "#lib/domain/library/journeys.ts";
import { defaultPolicy, Policy } from "#lib/domain/policy/policy.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { forms } from "#lib/usecases/authoring/forms.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { forget } from "#lib/usecases/config.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { type Person, person } from "./clinic/people.ts";
import { type Visit, visit } from "./clinic/visits.ts";
import type { LocalSystem } from "./system.ts";

const staff: Actor = { type: "staff", id: "sample-clinic" };
const ehr: Actor = { type: "ehr", id: "sample-ehr" };

/** The customer's settings, and the templates and journeys of these modules, published. Nothing where there is a policy. */
export async function seedLibrary(
  { ports }: LocalSystem,
  modules: readonly Module[] = ["reminders"],
  linkBase = "",
): Promise<void> {
  if (await ports.records.get("policy", "policy")) return;
  const event = { type: "policy.changed" as const, at: ports.clock.now(), actor: staff };
  const data = Policy.parse({
    clinicName: "Riverside Clinic",
    clinicPhone: "312-555-0199",
    timeZone: "America/Chicago",
    channels: [...defaultPolicy.channels, "portal", "staff-call", "letter"],
    linkBase,
  });
  await ports.records.save([{ kind: "policy", id: "policy", expect: 0, data, event }]);
  forget(ports.records);
  for (const draft of templatesFor(modules)) {
    await draftContent(ports, templates, { id: draft.id, draft, ifMatch: undefined }, { actor: staff });
    await publishContent(ports, templates, draft.id, { actor: staff });
  }
  for (const draft of libraryForms) {
    await draftContent(ports, forms, { id: draft.id, draft, ifMatch: undefined }, { actor: staff });
    await publishContent(ports, forms, draft.id, { actor: staff });
  }
  for (const draft of journeysOf(modules)) {
    await draftContent(ports, journeys, { id: draft.id, draft, ifMatch: undefined }, { actor: staff });
    await publishContent(ports, journeys, draft.id, { actor: staff });
  }
}

export type Booked = { person: Person; visit: Visit; patientId: string; appointmentId: string };

export type ClinicSize = { patients: number; visits: number; days: number; from: Instant };

/** The sample clinic's patients and their visits of the days that follow `from`, as the EHR would tell them. */
export async function seedClinic(
  { ports }: LocalSystem,
  size: ClinicSize = { patients: 40, visits: 48, days: 12, from: ports.clock.now() },
): Promise<Booked[]> {
  const ids: string[] = [];
  for (let n = 0; n < size.patients; n++)
    ids.push((await savePatient(ports, person(n).input, { actor: ehr })).record.id);
  const booked: Booked[] = [];
  for (let i = 0; i < size.visits; i++) {
    const n = i % size.patients;
    const patientId = ids[n] as string;
    const one = visit(i, size.from, size.days);
    const { record } = await saveAppointment(ports, { ...one.input, patientId }, { actor: ehr });
    booked.push({ person: person(n), visit: one, patientId, appointmentId: record.id });
  }
  return booked;
}
