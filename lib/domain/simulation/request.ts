import type { Template, TemplateDraft } from "../content/template.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import { asksPatient } from "../journey/grammar.ts";
import type { Policy } from "../policy/policy.ts";
import type { Instant, Purpose } from "../words.ts";
import { inCohort, madeUpPatient, type Person } from "./people.ts";
import { beginningOf } from "./play.ts";
import type { Simulation, SimulationRequest } from "./schemas.ts";
import { type Play, simulate } from "./simulate.ts";

export type Simulated = { definition: JourneyDraft; templates: Template[]; policy: Policy; now: Instant };

/** The same made-up people and settings give the same result, whoever asks. */
export function simulateRequest(stage: Simulated, request: SimulationRequest): Simulation {
  const play = playOf(stage, request);
  const people = madeUpPeople(request, play);
  const all = people.map((_, n) => n);
  return simulate(play, people, request.only?.filter((n) => n < people.length) ?? all);
}

export function playOf({ now, ...stage }: Simulated, request: SimulationRequest): Play {
  const { patients: _, only: __, cohort: ___, ...settings } = request;
  return { ...stage, settings: { ...settings, start: settings.start ?? now } };
}

/** As many as asked for, each in the journey's population on the day it begins for them. */
export const madeUpPeople = (
  { patients, cohort }: Pick<SimulationRequest, "patients" | "cohort">,
  { definition, settings }: Pick<Play, "definition" | "settings">,
): Person[] =>
  Array.from({ length: patients }, (_, n) =>
    inCohort(madeUpPatient(n, settings.seed, cohort), definition, cohort, beginningOf(n, settings)),
  );

/** What the definition's steps say: from these texts, and a stand-in where one is not written yet. */
export function templatesNamed(definition: JourneyDraft, known: TemplateDraft[]): Template[] {
  const named = Object.values(definition.steps).flatMap((step) =>
    step.do === "message" || asksPatient(step) ? [step.template] : [],
  );
  return [...new Set(named)].map((id) => ({
    id,
    version: 1,
    status: "published",
    content: known.find((draft) => draft.id === id) ?? standIn(id, definition.purpose),
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
