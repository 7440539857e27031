import type { CareGapRule } from "../care-gap/rule.ts";
import type { Fault } from "../errors.ts";
import { astOf, expressionFault, nodesOf, programs, sandbox } from "../expression.ts";
import type { Instant } from "../words.ts";
import { type FactName, factNames, patientFacts } from "./facts.ts";
import { daysSince, Moment, PatientFacts } from "./patient-facts.ts";
import type { Profile } from "./profile.ts";

/** A value that is missing makes the condition false, as a missing fact does. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("not known");
  return value;
}

/**
 * The schema that conditions are checked against when they are saved. Numbers are doubles, and may be compared with
 * whole ones as authors write them. A fact that is not known makes the condition false; `has()` asks for it.
 */
const environment = sandbox()
  .registerOperator("double == int", (a: number, b: bigint) => a === Number(b))
  .registerType("Moment", { ctor: Moment, fields: {} })
  .registerType("PatientFacts", {
    ctor: PatientFacts,
    fields: Object.fromEntries(factNames.map((name) => [name, patientFacts[name].type])),
  })
  .registerVariable("patient", "PatientFacts")
  .registerFunction("daysSince(Moment): double", daysSince)
  .registerFunction("daysUntil(Moment): double", (moment: Moment) => -daysSince(moment))
  .registerFunction("PatientFacts.text(string): string", (facts: PatientFacts, name: string) =>
    known(facts.text(name)),
  )
  .registerFunction("PatientFacts.number(string): double", (facts: PatientFacts, name: string) =>
    known(facts.number(name)),
  )
  .registerFunction("list<string>.hasAny(list<string>): bool", (has: string[], any: string[]) =>
    any.some((one) => has.includes(one)),
  );

const programOf = programs(environment);

/** A condition made ready: asked of many patients, it is parsed and looked up once. */
export function matcher(condition: string, rules: readonly CareGapRule[] = []) {
  const program = programOf(condition);
  return (profile: Profile, now: Instant): boolean => {
    try {
      return program({ patient: new PatientFacts(profile, now, rules) }) === true;
    } catch {
      return false;
    }
  };
}

/** What is wrong with a condition, as a fault at `pointer`; an unknown fact is named with the one nearest to it. */
export function conditionFaults(condition: string, pointer = "/condition"): Fault[] {
  const fault = expressionFault(environment, condition);
  if (fault === undefined) return [];
  const unknown = /^No such key: (\w+)|^Unknown variable: (\w+)/.exec(fault);
  const name = unknown?.[1] ?? unknown?.[2];
  return [{ pointer, detail: name ? unknownFact(name) : `The condition cannot be used: ${fault}.` }];
}

function unknownFact(name: string): string {
  const near = nearest(name);
  const known = factNames.includes(near) && distance(name, near) <= Math.max(2, name.length / 2);
  return known
    ? `There is no fact ${name}. Did you mean patient.${near}?`
    : `There is no fact ${name}. Known are: ${factNames.map((fact) => `patient.${fact}`).join(", ")}.`;
}

const nearest = (name: string): FactName =>
  factNames.reduce((best, next) => (distance(name, next) < distance(name, best) ? next : best));

/** Letters to change, add or leave out (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a.toLowerCase()].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b.toLowerCase()].entries())
      next.push(
        Math.min(
          (row[j] as number) + Number(letter !== other),
          (row[j + 1] as number) + 1,
          (next[j] as number) + 1,
        ),
      );
    row = next;
  }
  return row[b.length] as number;
}

/** The facts that a condition asks for, each once. */
export function asksFor(condition: string): FactName[] {
  const asked = nodesOf(astOf(environment, condition)).flatMap(({ op, args }) => {
    if (op === "." || op === ".?") return [(args as unknown[])[1]];
    // `patient.text("…")`: any attribute of the patient.
    return op === "rcall" && ["text", "number"].includes(String((args as unknown[])[0])) ? ["payer"] : [];
  });
  return factNames.filter((name) => asked.includes(name));
}

export const drifts = (asks: FactName[]): boolean => asks.some((name) => "drifts" in patientFacts[name]);
