import type { JourneyDraft } from "../journey/definition.ts";
import type { Simulation, SimulationRequest } from "./schemas.ts";

/**
 * A vitest file that plays the failing patient again, in all journeys that were played, to be kept beside the journey. Nothing in it is a real person's:
 * people are made up from the seed.
 */
export function regressionTest(
  definition: JourneyDraft,
  request: SimulationRequest,
  { start, faults, surprises }: Simulation,
  beside: JourneyDraft[] = [],
): string {
  const [fault] = faults;
  const again = { ...request, start, ...(fault?.patient !== undefined && { only: [fault.patient] }) };
  const title = fault?.detail ?? surprises[0] ?? "holds what it held";
  const expected = fault
    ? "expect(result.faults).toEqual([]);"
    : `expect(result.surprises).not.toContain(${text(title)});`;
  return `import { expect, it } from "vitest";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { simulateRequest, templatesNamed } from "#lib/domain/simulation/request.ts";
import { SimulationRequest } from "#lib/domain/simulation/schemas.ts";

it(${text(`${definition.id}: ${title}`)}, () => {
  const definition = JourneyDraft.parse(${json(definition)});
  const beside = ${json(beside)}.map((draft) => JourneyDraft.parse(draft));
  const request = SimulationRequest.parse(${json(again)});
  const templates = [definition, ...beside].flatMap((one) => templatesNamed(one, libraryTemplates));
  const stage = { definition, beside, templates, policy: defaultPolicy, now: ${text(start)} };
  const result = simulateRequest(stage, request);
  ${expected}
});
`;
}

const text = (value: string): string => JSON.stringify(value);
const json = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
