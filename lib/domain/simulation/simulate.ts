import type { Template } from "../content/template.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import type { Policy } from "../policy/policy.ts";
import { brokenTogether } from "./invariants.ts";
import type { Life, Stage } from "./life.ts";
import type { Person } from "./people.ts";
import { play } from "./play.ts";
import type { Simulation } from "./schemas.ts";
import { surprisesIn } from "./surprises.ts";
import { messagesOf, sumFaults, totalsOf } from "./totals.ts";
import type { WorldEvent } from "./world-events.ts";

export type Play = {
  definition: JourneyDraft;
  templates: Template[];
  policy: Policy;
  settings: Stage["settings"];
  /** What else the same patients are in: what each journey is about, patient by patient. */
  beside?: { definition: JourneyDraft; world: WorldEvent[]; people: Person[] }[];
};

/**
 * Plays a journey for these people over the engine's own rules (advance, gate, render), in memory and by a virtual
 * clock. The same people and settings give the same result.
 */
export function simulate(from: Play, people: Person[], only?: number[]): Simulation {
  const all = livesTogether(from, people, only);
  const lives = all.map(([life]) => life);
  const totals = totalsOf(lives);
  const { start, days, seed } = from.settings;
  return {
    start,
    days,
    seed,
    totals,
    timelines: all.map(timelineOf),
    faults: [
      ...all.flatMap((some) =>
        [...new Set(brokenTogether(some))].map((detail) => ({ patient: some[0].n, detail })),
      ),
      ...sumFaults(totals, lives).map((detail) => ({ detail })),
    ],
    surprises: surprisesIn(from.definition, totals),
    ...(from.beside?.length && togetherOf(from.beside, all)),
  };
}

/** The lives themselves, with every message's text: for tests and the terminal. */
export const livesOf = (from: Play, people: Person[], only?: number[]): Life[] =>
  livesTogether(from, people, only).map(([life]) => life);

type Together = [Life, ...Life[]];

/** Of each patient the life in the journey, and those in what else they are in. */
export function livesTogether(
  { templates, beside = [], ...rest }: Play,
  people: Person[],
  only?: number[],
): Together[] {
  const stage: Stage = { ...rest, templates: new Map(templates.map((t) => [t.id, t])) };
  const others = beside.map(({ definition, world, people: about }) => ({
    stage: { ...stage, definition, settings: { ...stage.settings, world } },
    about,
  }));
  return people.flatMap((person, n): Together[] => {
    if (only && !only.includes(n)) return [];
    const parts = others.map((other) => ({ stage: other.stage, person: other.about[n] as Person }));
    return [play([{ stage, person }, ...parts], n) as Together];
  });
}

function togetherOf(beside: NonNullable<Play["beside"]>, all: Together[]): Pick<Simulation, "together"> {
  const journeys = beside.map(({ definition }, i) => {
    const totals = totalsOf(all.map((lives) => lives[i + 1] as Life));
    return { journey: definition.id, totals };
  });
  return { together: { journeys, messages: messagesOf(all) } };
}

function timelineOf(lives: Together): Simulation["timelines"][number] {
  const [{ n, patient, enrollment, lines }] = lives;
  const sent = lives.reduce((sum, life) => sum + life.sent.length, 0);
  return {
    patient: n,
    patientId: patient.id,
    status: enrollment?.status ?? "not_enrolled",
    ...(enrollment?.outcome && { outcome: enrollment.outcome }),
    messages: sent,
    lines: lives.length === 1 ? lines : lives.flatMap(namedLines).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
  };
}

const namedLines = ({ definition, lines }: Life) =>
  lines.map((line) => ({ ...line, journey: definition.id }));
