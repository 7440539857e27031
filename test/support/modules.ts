import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { FactInput, PatientInput } from "#lib/domain/inputs.ts";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Module } from "#lib/domain/library/family.ts";
import { journeysOf, templatesFor } from "#lib/domain/library/journeys.ts";
import { draftContent } from "#lib/usecases/authoring/draft-content.ts";
import { journeys } from "#lib/usecases/authoring/journeys.ts";
import { publishContent } from "#lib/usecases/authoring/publish-content.ts";
import { templates } from "#lib/usecases/authoring/templates.ts";
import { saveFact } from "#lib/usecases/ingest/save-fact.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import type { World } from "./world.ts";

const staff = { actor: { type: "staff" as const, id: "author" } };
const ehr = { actor: { type: "ehr" as const, id: "test" } };

/** Publishes a journey of the test's own. */
export async function publishJourney({ system }: World, draft: object): Promise<JourneyDraft> {
  const definition = JourneyDraft.parse(draft);
  const { id } = definition;
  const head = await system.ports.records.get("journeyHead", id);
  await draftContent(system.ports, journeys, { id, draft: definition, ifMatch: head?.version }, staff);
  await publishContent(system.ports, journeys, id, staff);
  await system.settle();
  return definition;
}

/** Switches modules of the library on, as a customer does. */
export async function switchOn(world: World, modules: Module[]): Promise<void> {
  const { ports } = world.system;
  for (const draft of templatesFor(modules)) {
    if (await ports.records.get("templateHead", draft.id)) continue;
    await draftContent(ports, templates, { id: draft.id, draft, ifMatch: undefined }, staff);
    await publishContent(ports, templates, draft.id, staff);
  }
  for (const journey of journeysOf(modules)) await publishJourney(world, journey);
}

export async function tellFact(
  world: World,
  patientId: string,
  more: Omit<FactInput, "patientId">,
): Promise<string> {
  const { record } = await saveFact(world.system.ports, { patientId, reference: "fact", ...more }, ehr);
  await world.system.settle();
  return record.id;
}

/** Tells anew what the EHR knows of a patient made by `world.patient`. */
export async function tellAttributes(
  world: World,
  reference: string,
  attributes: NonNullable<PatientInput["attributes"]>,
): Promise<void> {
  const input = {
    reference,
    name: { given: reference, family: "Test" },
    timeZone: "America/Chicago",
    language: "en",
  };
  await savePatient(world.system.ports, { ...input, attributes }, ehr);
  await world.system.settle();
}

export const runsOf = async (world: World, patientId: string): Promise<Enrollment[]> =>
  (await world.own("enrollment", patientId)).map(({ data }) => data);
