import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { JourneyDraft, journeyFaults } from "#lib/domain/journey/definition.ts";
import { lintJourney } from "#lib/domain/journey/lint.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import { regressionTest } from "#lib/domain/simulation/regression.ts";
import { simulateRequest, templatesNamed } from "#lib/domain/simulation/request.ts";
import { SimulationRequest } from "#lib/domain/simulation/schemas.ts";
import { drawSimulation, drawTimeline } from "./local/simulation/draw.ts";

const usage = `npm run simulate-journey -- <file.yaml|file.json|id of the library> [more of them] [options]

  More journeys are played for the same patients, under one budget.

  --patients <n>      made-up patients, 1 to 200 (100)
  --days <n>          how long to simulate, 1 to 400
  --from <instant>    when it begins, RFC 3339 (2026-06-01T15:00:00Z)
  --seed <n>          another seed, other people and answers (1)
  --setup <file>      the rest: cohort, replies, script, staff, world (JSON or YAML; docs/journeys.md)
  --policy <file>     hours, budget, languages: the customer's policy (JSON or YAML)
  --timeline <n>      what happened to the n-th patient, step by step
  --regression <file> writes the test that a failing or surprising run prints
  --json              the whole result as JSON`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    patients: { type: "string" },
    days: { type: "string" },
    from: { type: "string" },
    seed: { type: "string" },
    setup: { type: "string" },
    policy: { type: "string" },
    timeline: { type: "string" },
    regression: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const [source, ...others] = positionals;
if (values.help || !source) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const read = (file: string): unknown => parse(readFileSync(file, "utf8"));
const fail = (lines: string[]): never => {
  for (const line of lines) console.error(line);
  process.exit(2);
};

/** The library's journeys bring their own population; a file's is in its setup. */
const familyOf = (name: string) => families.find(({ journey }) => journey.id === name);
const known = familyOf(source);

function definitionOf(name: string): JourneyDraft {
  const parsed = JourneyDraft.safeParse(familyOf(name)?.journey ?? read(name));
  if (!parsed.success)
    fail(journeyFaults(parsed.error).map(({ pointer, detail }) => `${name} ${pointer}: ${detail}`));
  return parsed.data as JourneyDraft;
}
const definition = definitionOf(source);
const beside = others.map(definitionOf);

const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
const given = Object.fromEntries(
  Object.entries({
    patients: number(values.patients),
    days: number(values.days),
    seed: number(values.seed),
    start: values.from,
  }).filter(([, value]) => value !== undefined),
);
const asked = SimulationRequest.safeParse({
  ...sampleOf(),
  ...(values.setup ? (read(values.setup) as object) : {}),
  ...given,
  ...(others.length > 0 && { beside: others.map((name, i) => besideOf(name, beside[i]?.id as string)) }),
});
if (!asked.success) fail(asked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
const request = asked.data as SimulationRequest;

function sampleOf(): object {
  if (!known) return {};
  const { world, days, ...cohort } = known.sample;
  return { world, days, cohort };
}

function besideOf(name: string, journey: string): object {
  const { world, days: _, ...cohort } = familyOf(name)?.sample ?? { world: [] };
  return { journey, world, ...(familyOf(name) && { cohort }) };
}

const clinic = { clinicName: "Riverside Clinic", clinicPhone: "312-555-0199" };
const policy = Policy.parse({ ...clinic, ...(values.policy ? (read(values.policy) as object) : {}) });
const templates = [definition, ...beside].flatMap((one) => templatesNamed(one, libraryTemplates));
const now = "2026-06-01T15:00:00.000Z";
const result = simulateRequest({ definition, beside, templates, policy, now }, request);

if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  const findings = lintJourney(
    definition,
    {
      templates: Object.fromEntries(
        templates.map(({ id, content }) => [
          id,
          { purpose: content.purpose, channels: [...new Set(content.variants.map((v) => v.channel))] },
        ]),
      ),
      journeys: families.map(({ journey }) => journey.id),
    },
    policy,
  );
  console.log(drawSimulation(definition, result, findings));
  if (values.timeline !== undefined) console.log(drawTimeline(result, Number(values.timeline)));
}

if (result.faults.length > 0 || (result.surprises.length > 0 && values.regression)) {
  const test = regressionTest(definition, request, result, beside);
  if (values.regression) writeFileSync(values.regression, test);
  else if (!values.json) console.log(`\nA test that plays it again:\n\n${test}`);
}
// Not process.exit: it would cut off what is still on its way into a pipe.
process.exitCode = result.faults.length > 0 ? 1 : 0;
