import type { Known } from "#lib/domain/journey/lint.ts";
import type { Family } from "#lib/domain/library/family.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy/policy.ts";
import { Cohort } from "#lib/domain/simulation/people.ts";
import { madeUpPeople } from "#lib/domain/simulation/request.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { livesOf, type Play, simulate } from "#lib/domain/simulation/simulate.ts";

/** Monday 1 June 2026, 10:00 in Chicago. */
export const simulatedMonday = "2026-06-01T15:00:00.000Z";

export const simulationPolicy: Policy = {
  ...defaultPolicy,
  clinicName: "Riverside Clinic",
  clinicPhone: "312-555-0199",
  // A moment is easier to tell than a half hour.
  smearMinutes: 0,
};

export const published = libraryTemplates.map((content) => ({
  id: content.id,
  version: 1,
  status: "published" as const,
  content,
}));

/** What lint knows where the whole library is published. */
export const libraryKnown: Known = {
  templates: Object.fromEntries(
    published.map(({ id, content: { purpose, variants } }) => [
      id,
      { purpose, channels: [...new Set(variants.map((v) => v.channel))] },
    ]),
  ),
  journeys: families.map(({ journey }) => journey.id),
};

type More = { settings?: Partial<SimulationSettings>; policy?: Partial<Policy> };

/** A family of the library on the stage, with its own sample's world. */
export function playOf({ journey, sample }: Family, { settings = {}, policy = {} }: More = {}): Play {
  return {
    definition: journey,
    templates: published,
    policy: { ...simulationPolicy, ...policy },
    settings: {
      ...SimulationSettings.parse({ days: sample.days, world: sample.world }),
      ...settings,
      start: settings.start ?? simulatedMonday,
    },
  };
}

export const cohortOf = ({ sample: { world: _, days: __, ...cohort } }: Family): Cohort =>
  Cohort.parse(cohort);

export const simulated = (family: Family, count = 100, more: More = {}) => {
  const stage = playOf(family, more);
  return simulate(stage, madeUpPeople({ patients: count, cohort: cohortOf(family) }, stage));
};

export const lived = (family: Family, count = 100, more: More = {}) => {
  const stage = playOf(family, more);
  return livesOf(stage, madeUpPeople({ patients: count, cohort: cohortOf(family) }, stage));
};
