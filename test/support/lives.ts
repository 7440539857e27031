import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Life, Tell } from "#lib/domain/simulation/life.ts";
import { Cohort, inCohort, madeUpPatient } from "#lib/domain/simulation/people.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { livesOf } from "#lib/domain/simulation/simulate.ts";
import { published, simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

export const cohort = Cohort.parse({});

/** A made-up patient who can be reached by text, at any hour that the policy allows. */
export const maria = (more: Partial<Patient> = {}): Patient => ({
  ...madeUpPatient(0, 1, cohort),
  timeZone: "America/New_York",
  preference: {},
  contactPoints: [{ id: "sms", channel: "sms", address: "+12025550100", health: "ok" }],
  ...more,
});

/** A journey of these steps, the first of them its start. */
export const draft = (steps: object, more: object = {}): JourneyDraft =>
  JourneyDraft.parse({
    id: "test",
    purpose: "care",
    category: "test",
    subject: "patient",
    enrollWhen: { event: "patient.created" },
    start: Object.keys(steps)[0],
    steps,
    ...more,
  });

export const say = (next: string) => ({ do: "message", template: "care-thanks", next });

export type More = {
  patient?: Partial<Patient>;
  policy?: Partial<Policy>;
  settings?: Partial<SimulationSettings>;
};

/** Maria's life in a journey that was played for her. */
export function lifeOf(
  definition: JourneyDraft,
  start: string,
  { patient, policy, settings }: More = {},
): Life {
  const stage = {
    definition,
    templates: published,
    policy: { ...simulationPolicy, ...policy },
    settings: { ...SimulationSettings.parse({ spread: "PT0S", undelivered: 0 }), ...settings, start },
  };
  return livesOf(stage, [inCohort(maria(patient), definition, cohort, start)])[0] as Life;
}

const waits = draft({ wait: { do: "wait", for: "P5D", next: "over" }, over: { do: "end", outcome: "over" } });

/** A life in which nothing is to happen, what its journey is told, and a way to let pass what it puts on its agenda. */
export function stillLife(more: Partial<Life> = {}, settings: Partial<SimulationSettings> = {}) {
  const played = lifeOf(waits, simulatedMonday, { settings: { days: 1 } });
  const life: Life = {
    ...played,
    settings: { ...played.settings, ...settings, start: simulatedMonday },
    ...{ now: simulatedMonday, agenda: [], lines: [], entered: [] },
    ...more,
  };
  life.together = [life];
  const told: (Tell & { at: string })[] = [];
  const tell = (_: Life, news: Tell) => void told.push({ ...news, at: life.now });
  const pass = () => {
    for (let next = life.agenda.shift(); next; next = life.agenda.shift()) {
      life.now = next.at;
      next.run();
    }
  };
  return { life, told, tell, pass };
}
