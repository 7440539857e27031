import { bareCel, celHolds, type Flat, flatOf, sevenClauses } from "../core/conditions.ts";
import type { Sample } from "../core/samples.ts";
import type { Case } from "../measure.ts";
import { load } from "../peers/load.ts";

/** The seven clauses as MongoDB's query language has them. */
const mongo = {
  "patient.active": true,
  "patient.age": { $gte: 40 },
  "patient.language": { $in: ["en", "es"] },
  "patient.timeZone": "America/Chicago",
  "patient.attributes.program": "primary-care",
  "patient.attributes.riskLevel": { $ne: "low" },
  "appointment.status": "booked",
};

const rule = {
  conditions: {
    all: [
      { fact: "patient", path: "$.active", operator: "equal", value: true },
      { fact: "patient", path: "$.age", operator: "greaterThanInclusive", value: 40 },
      { fact: "patient", path: "$.language", operator: "in", value: ["en", "es"] },
      { fact: "patient", path: "$.timeZone", operator: "equal", value: "America/Chicago" },
      { fact: "patient", path: "$.attributes.program", operator: "equal", value: "primary-care" },
      { fact: "patient", path: "$.attributes.riskLevel", operator: "notEqual", value: "low" },
      { fact: "appointment", path: "$.status", operator: "equal", value: "booked" },
    ],
  },
  event: { type: "holds" },
};

type Holds = (facts: Flat) => boolean | Promise<boolean>;

async function libraries(): Promise<Record<string, Holds>> {
  const { Query } = (await load("mingo")) as { Query: new (c: object) => { test(o: object): boolean } };
  const { default: sift } = (await load("sift")) as { default: (c: object) => (o: object) => boolean };
  const { evaluate, parse } = (await load("cel-js")) as {
    parse(text: string): { cst: unknown };
    evaluate(cst: unknown, facts: object): unknown;
  };
  const { Engine } = (await load("json-rules-engine")) as {
    Engine: new (rules: object[]) => { run(facts: object): Promise<{ events: unknown[] }> };
  };
  const query = new Query(mongo);
  const sifted = sift(mongo);
  const { cst } = parse(sevenClauses);
  const engine = new Engine([rule]);
  return {
    mingo: (facts) => query.test(facts),
    sift: (facts) => sifted(facts),
    "cel-js (ChromeGG), parsed once": (facts) => evaluate(cst, facts) === true,
    "json-rules-engine": async (facts) => (await engine.run(facts)).events.length > 0,
  };
}

/** All must give the same answer for every patient, or the comparison is of different things. */
export async function conditionPeers(all: Sample[]): Promise<{ ours: string; cases: Case[] }> {
  const facts = all.map(flatOf);
  const at = (i: number): Flat => facts[i % facts.length] as Flat;
  const found = Object.entries(await libraries());
  for (const [name, holds] of found)
    for (const one of facts)
      if ((await holds(one)) !== celHolds(one)) throw new Error(`${name} answers otherwise than CEL`);
  const cases = found.map(([name, holds]): Case => ({ name: `  ${name}`, run: (i) => holds(at(i)) }));
  return { ours: bareCel, cases: [{ name: bareCel, run: (i) => celHolds(at(i)) }, ...cases] };
}
