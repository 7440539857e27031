import type { Template } from "#lib/domain/content/template.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { asksPatient } from "#lib/domain/journey/grammar.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { inCohort, type Person } from "#lib/domain/simulation/people.ts";
import { beginningOf } from "#lib/domain/simulation/play.ts";
import { besideOf, playOf, simulateRequest, standIn } from "#lib/domain/simulation/request.ts";
import type { Simulation, SimulationRequest } from "#lib/domain/simulation/schemas.ts";
import { simulate } from "#lib/domain/simulation/simulate.ts";
import { type AuthoringPorts, findHead } from "../authoring/content.ts";
import { journeys } from "../authoring/journeys.ts";
import { loadJourney, loadPolicy, publishedTemplate } from "../config.ts";

type Wanted = { timelines: number };

/** For made-up patients. Throws `not_found`, `wrong_state` (neither a draft nor a published version). */
export async function simulateJourney(
  ports: AuthoringPorts,
  id: string,
  { timelines, ...request }: SimulationRequest & Wanted,
): Promise<Simulation> {
  return shortened(simulateRequest(await stageOf(ports, id, request), request), timelines);
}

/** For patients of the customer's own. Throws `unknown_reference` for one that is not there. */
export async function simulateForPatients(
  ports: AuthoringPorts,
  id: string,
  {
    timelines,
    patientIds,
    ...request
  }: Omit<SimulationRequest, "patients" | "only"> & Wanted & { patientIds: string[] },
): Promise<Simulation> {
  const stage = await stageOf(ports, id, request);
  const play = playOf(stage, { ...request, patients: patientIds.length });
  const people = await peopleOf(ports, [...new Set(patientIds)]);
  const subjects = people.map(({ patient, reach }, n) => ({
    ...inCohort(patient, play.definition, request.cohort, beginningOf(n, play.settings)),
    ...(reach && { reach }),
  }));
  const beside = besideOf(stage, request, subjects, play);
  return shortened(simulate({ ...play, beside }, subjects), timelines);
}

async function stageOf(ports: AuthoringPorts, id: string, request: Pick<SimulationRequest, "beside">) {
  const [definition, ...beside] = (await Promise.all(
    [id, ...request.beside.map(({ journey }) => journey)].map((one) => definitionOf(ports, one)),
  )) as [JourneyDraft, ...JourneyDraft[]];
  const spoken = await Promise.all([definition, ...beside].map((one) => templatesOf(ports, one)));
  const templates = [...new Map(spoken.flat().map((one) => [one.id, one])).values()];
  return { definition, beside, templates, policy: await loadPolicy(ports), now: ports.clock.now() };
}

async function definitionOf(ports: AuthoringPorts, id: string): Promise<JourneyDraft> {
  const { data } = await findHead(ports, journeys, id);
  const published = data.published === undefined ? undefined : await loadJourney(ports, id, data.published);
  const definition = data.draft ?? published?.definition;
  if (!definition) throw new Refusal("wrong_state", "It has neither a draft nor a published version.");
  return definition;
}

/** As published; its draft where it never was, and a stand-in where there are no words yet: lint says so. */
const templatesOf = (ports: AuthoringPorts, { steps, purpose }: JourneyDraft): Promise<Template[]> => {
  const named = Object.values(steps).flatMap((step) =>
    step.do === "message" || asksPatient(step) ? [step.template] : [],
  );
  return Promise.all(
    [...new Set(named)].map(async (id): Promise<Template> => {
      const published = await publishedTemplate(ports, id);
      if (published) return published;
      const head = await ports.records.get("templateHead", id);
      const content = head?.data.draft ?? standIn(id, purpose);
      return { id, version: 1, status: "published", content };
    }),
  );
};

async function peopleOf({ records }: AuthoringPorts, ids: string[]): Promise<Person[]> {
  const found = await records.getMany(
    ids.flatMap((id) => [
      { kind: "patient" as const, id },
      { kind: "reach" as const, id },
    ]),
  );
  return ids.map((_, i) => {
    const patient = found[2 * i] as Stored<"patient"> | undefined;
    const reach = found[2 * i + 1] as Stored<"reach"> | undefined;
    if (!patient)
      throw new Refusal("unknown_reference", undefined, [
        { pointer: `/patientIds/${i}`, detail: "There is no such patient." },
      ]);
    return { patient: patient.data, ...(reach && { reach: reach.data }) };
  });
}

/** Those with faults first: they are why one asks. */
function shortened(result: Simulation, most: number): Simulation {
  const faulty = new Set(result.faults.map(({ patient }) => patient));
  const timelines = result.timelines.toSorted(
    (a, b) => Number(faulty.has(b.patient)) - Number(faulty.has(a.patient)) || a.patient - b.patient,
  );
  return { ...result, timelines: timelines.slice(0, most) };
}
