import type { Template, TemplateDraft } from "../content/template.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import { asksPatient } from "../journey/grammar.ts";
import type { Policy } from "../policy/policy.ts";
import type { Instant, Purpose } from "../words.ts";
import { type Cohort, inCohort, madeUpPatient, type Person } from "./people.ts";
import { beginningOf } from "./play.ts";
import type { Simulation, SimulationRequest } from "./schemas.ts";
import { type Play, simulate } from "./simulate.ts";

export type Simulated = {
  definition: JourneyDraft;
  /** Those that the request names beside it, in its order. */
  beside?: JourneyDraft[];
  templates: Template[];
  policy: Policy;
  now: Instant;
};

/** The same made-up people and settings give the same result, whoever asks. */
export function simulateRequest(stage: Simulated, request: SimulationRequest): Simulation {
  const play = playOf(stage, request);
  const people = madeUpPeople({ ...request, cohort: cohortOfAll(request) }, play);
  const beside = besideOf(stage, request, people, play);
  return simulate({ ...play, beside }, people, request.only);
}

export function playOf({ now, beside: _, ...stage }: Simulated, request: SimulationRequest): Play {
  const { patients: __, only: ___, cohort: ____, beside: _____, ...settings } = request;
  return { ...stage, settings: { ...settings, start: settings.start ?? now } };
}

/** What the other journeys are about for each of these people. */
export const besideOf = (
  { beside = [] }: Pick<Simulated, "beside">,
  request: Pick<SimulationRequest, "beside" | "cohort">,
  people: Person[],
  { settings }: Pick<Play, "settings">,
): NonNullable<Play["beside"]> =>
  beside.map((definition, i) => {
    const { cohort = request.cohort, world = [] } = request.beside[i] ?? {};
    return {
      definition,
      world,
      people: people.map(({ patient }, n) => inCohort(patient, definition, cohort, beginningOf(n, settings))),
    };
  });

/** The patients have what each of the journeys asks of them. */
export const cohortOfAll = ({ cohort, beside }: Pick<SimulationRequest, "cohort" | "beside">): Cohort => ({
  ...cohort,
  attributes: Object.assign({}, ...beside.map((one) => one.cohort?.attributes), cohort.attributes),
});

/** As many as asked for, each in the journey's population on the day it begins for them. */
export const madeUpPeople = (
  { patients, cohort }: Pick<SimulationRequest, "patients" | "cohort">,
  { definition, settings }: Pick<Play, "definition" | "settings">,
): Person[] =>
  Array.from({ length: patients }, (_, n) =>
    inCohort(madeUpPatient(n, settings.seed, cohort), definition, cohort, beginningOf(n, settings)),
  );

/** What the definition's steps say: from these texts, and a stand-in where one is not written yet. */
export function templatesNamed(
  { steps, purpose }: Pick<JourneyDraft, "steps" | "purpose">,
  known: TemplateDraft[],
): Template[] {
  const named = Object.values(steps).flatMap((step) =>
    step.do === "message" || asksPatient(step) ? [step.template] : [],
  );
  return [...new Set(named)].map((id) => ({
    id,
    version: 1,
    status: "published",
    content: known.find((draft) => draft.id === id) ?? standIn(id, purpose),
  }));
}

export const standIn = (id: string, purpose: Purpose): TemplateDraft => ({
  id,
  purpose,
  category: "stand-in",
  privacy: "limited",
  variants: [
    { channel: "sms", language: "en", body: `{{ clinic.name }}: ${id}` },
    { channel: "email", language: "en", subject: id, body: `{{ clinic.name }}: ${id}` },
  ],
});
