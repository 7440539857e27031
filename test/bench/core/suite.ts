import { type Size, sizes } from "../effort.ts";
import { measure, spreadOf } from "../measure.ts";
import { type More, type Result, timedResult } from "../result.ts";
import { conditionCases } from "./conditions.ts";
import { decisionCases, decisionName } from "./decisions.ts";
import { bundles, fhirCases, fhirName } from "./fhir.ts";
import { replyCases } from "./replies.ts";
import { samples } from "./samples.ts";
import { zoneCases } from "./zones.ts";

/** The rules alone, on one core. */
export async function core(size: Size): Promise<Result[]> {
  const { effort, people } = sizes[size];
  const all = samples(people);
  const { source, all: patients } = bundles(size === "smoke" ? 1 : 10);
  const notes: Record<string, More> = {
    [decisionName]: { target: 100_000 },
    [fhirName]: { note: source },
  };
  const cases = [
    ...decisionCases(all),
    ...replyCases(people),
    ...conditionCases(all),
    ...zoneCases(),
    ...fhirCases(patients),
  ];
  const rates = await measure(cases, effort);
  return [...rates].map(([name, rounds]) => timedResult(name, "/s", spreadOf(rounds), notes[name]));
}
