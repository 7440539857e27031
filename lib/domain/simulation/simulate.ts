import type { Template } from "../content/template.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import type { Policy } from "../policy/policy.ts";
import { brokenIn } from "./invariants.ts";
import type { Life, Stage } from "./life.ts";
import type { Person } from "./people.ts";
import { play } from "./play.ts";
import type { Simulation } from "./schemas.ts";
import { surprisesIn } from "./surprises.ts";
import { sumFaults, totalsOf } from "./totals.ts";

export type Play = {
  definition: JourneyDraft;
  templates: Template[];
  policy: Policy;
  settings: Stage["settings"];
};

/**
 * Plays a journey for these people over the engine's own rules (advance, gate, render), in memory and by a virtual
 * clock. The same people and settings give the same result.
 */
export function simulate(from: Play, people: Person[], only?: number[]): Simulation {
  const lives = livesOf(from, people, only);
  const totals = totalsOf(lives);
  const { start, days, seed } = from.settings;
  return {
    start,
    days,
    seed,
    totals,
    timelines: lives.map(timelineOf),
    faults: [
      ...lives.flatMap((life) => [...new Set(brokenIn(life))].map((detail) => ({ patient: life.n, detail }))),
      ...sumFaults(totals, lives).map((detail) => ({ detail })),
    ],
    surprises: surprisesIn(from.definition, totals),
  };
}

/** The lives themselves, with every message's text: for tests and the terminal. */
export function livesOf({ templates, ...rest }: Play, people: Person[], only?: number[]): Life[] {
  const stage: Stage = { ...rest, templates: new Map(templates.map((t) => [t.id, t])) };
  return people.flatMap((person, n) => (only && !only.includes(n) ? [] : [play(stage, person, n)]));
}

function timelineOf({ n, patient, enrollment, sent, lines }: Life): Simulation["timelines"][number] {
  return {
    patient: n,
    patientId: patient.id,
    status: enrollment?.status ?? "not_enrolled",
    ...(enrollment?.outcome && { outcome: enrollment.outcome }),
    messages: sent.length,
    lines,
  };
}
