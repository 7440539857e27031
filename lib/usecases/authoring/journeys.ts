import { Refusal } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Known } from "#lib/domain/journey/lint.ts";
import { journeyPicture } from "#lib/domain/journey/picture.ts";
import { loadPolicy, publishedJourneys, publishedTemplate } from "../config.ts";
import { find } from "../read/find.ts";
import { type AuthoringPorts, type Content, findHead, versionId } from "./content.ts";

export const journeys: Content<JourneyDraft> = {
  head: "journeyHead",
  version: "journey",
  events: { drafted: "journey.drafted", published: "journey.published", retired: "journey.retired" },
  lint: async (ports, draft) => {
    // Authoring is rare: the expression language (83 KB) is read with the first draft, not at each start of the API.
    const { lintJourney } = await import("#lib/domain/journey/lint.ts");
    const [known, policy] = await Promise.all([knownTo(ports, draft), loadPolicy(ports)]);
    return { errors: lintJourney(draft, known, policy), warnings: [] };
  },
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

/** The draft, else the published version, as a Mermaid flowchart. Throws `not_found`, `wrong_state`. */
export async function drawJourney(ports: AuthoringPorts, id: string): Promise<string> {
  const { data } = await findHead(ports, journeys, id);
  if (data.draft) return journeyPicture(data.draft);
  if (data.published === undefined) throw new Refusal("wrong_state", "It has no draft and is not published.");
  const version = await find(ports.records, "journey", versionId(id, data.published));
  return journeyPicture(version.data.definition);
}
