import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Known } from "#lib/domain/journey/lint.ts";
import { loadPolicy, publishedJourneys, publishedTemplate } from "../config.ts";
import type { AuthoringPorts, Content } from "./content.ts";

export const journeys: Content<JourneyDraft> = {
  head: "journeyHead",
  version: "journey",
  events: { drafted: "journey.drafted", published: "journey.published", retired: "journey.retired" },
  lint: async (ports, draft) => {
    // Authoring is rare: the expression language (83 KB) is read with the first draft, not at each start of the API.
    const { lintJourney } = await import("#lib/domain/journey/lint.ts");
    const { journeyWarnings } = await import("#lib/domain/journey/lint-warnings.ts");
    const { stormWarnings } = await import("#lib/domain/simulation/storm.ts");
    const [known, policy] = await Promise.all([knownTo(ports, draft), loadPolicy(ports)]);
    const errors = lintJourney(draft, known, policy);
    // What cannot run is not played.
    const storm = errors.length > 0 ? [] : stormWarnings(draft, policy, ports.clock.now());
    return { errors, warnings: [...journeyWarnings(draft), ...storm] };
  },
  needsApproval: async (ports) => (await loadPolicy(ports)).fourEyes,
  versionOf: (draft, version) => ({ id: draft.id, version, status: "published", definition: draft }),
};

/** What the draft may refer to: the published templates it names, and every published journey. */
async function knownTo(ports: AuthoringPorts, { id, steps }: JourneyDraft): Promise<Known> {
  const named = Object.values(steps).flatMap((step) => ("template" in step ? [String(step.template)] : []));
  const [published, templates] = await Promise.all([
    publishedJourneys(ports),
    Promise.all([...new Set(named)].map((name) => publishedTemplate(ports, name))),
  ]);
  const entries = templates.flatMap((template): [string, Known["templates"][string]][] => {
    if (!template) return [];
    const { purpose, variants } = template.content;
    return [[template.id, { purpose, channels: [...new Set(variants.map((v) => v.channel))] }] as const];
  });
  // A journey may send a patient round to its own beginning.
  return { templates: Object.fromEntries(entries), journeys: [id, ...published.map((j) => j.id)] };
}
