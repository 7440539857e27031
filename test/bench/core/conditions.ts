import { Environment } from "@marcbachmann/cel-js";
import { holds } from "#lib/domain/journey/condition.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import type { Case } from "../measure.ts";
import type { Sample } from "./samples.ts";

/** Seven clauses over one patient: what a segment or a branch of a careful author looks like. */
export const sevenClauses = [
  "patient.active",
  "patient.age >= 40",
  'patient.language in ["en", "es"]',
  'patient.timeZone == "America/Chicago"',
  'patient.attributes.program == "primary-care"',
  'patient.attributes.riskLevel != "low"',
  'appointment.status == "booked"',
].join(" && ");

/** The same facts for every library, made once: only the condition is compared. */
export type Flat = {
  patient: {
    active: boolean;
    age: number;
    language: string;
    timeZone: string;
    attributes: Facts["patient"]["attributes"];
  };
  appointment: { status: string };
};

export const flatOf = ({ facts, now }: Sample): Flat => ({
  patient: {
    active: facts.patient.active,
    age: Number(now.slice(0, 4)) - Number(facts.patient.birthDate?.slice(0, 4)),
    language: facts.patient.language,
    timeZone: facts.patient.timeZone,
    attributes: facts.patient.attributes,
  },
  appointment: { status: facts.appointment?.status ?? "" },
});

export const bareCel = "condition, 7 clauses: cel-js (@marcbachmann), parsed once";

const program = new Environment()
  .registerVariable("patient", "map")
  .registerVariable("appointment", "map")
  .parse(sevenClauses);

export const celHolds = (facts: Flat): boolean => program(facts) === true;

export function conditionCases(all: Sample[]): Case[] {
  const flat = all.map(flatOf);
  const at = <T>(items: T[], i: number): T => items[i % items.length] as T;
  return [
    {
      name: "condition, 7 clauses: as journeys ask it, facts and all",
      run: (i) => {
        const { facts, now } = at(all, i);
        return holds(sevenClauses, facts, now);
      },
    },
    { name: bareCel, run: (i) => celHolds(at(flat, i)) },
  ];
}
