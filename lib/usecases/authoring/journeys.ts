import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Known } from "#lib/domain/journey/lint.ts";
import { loadPolicy, publishedForm, publishedJourneys, publishedTemplate } from "../config.ts";
import type { AuthoringPorts, Reviewed } from "./content.ts";

export const journeys: Reviewed<JourneyDraft, Told> = {
  head: "journeyHead",
  version: "journey",
  events: {
    drafted: "journey.drafted",
    submitted: "journey.submitted",
    approved: "journey.approved",
    published: "journey.published",
    retired: "journey.retired",
  },
  lint: async (ports, draft) => {
    // Authoring is rare: the expression language (83 KB) is read with the first draft, not at each start of the API.
    const { lintJourney } = await import("#lib/domain/journey/lint.ts");
    const { journeyWarnings } = await import("#lib/domain/journey/lint-warnings.ts");
    const { stormWarnings } = await import("#lib/domain/simulation/storm.ts");
    const [{ known, told }, policy] = await Promise.all([knownTo(ports, draft), loadPolicy(ports)]);
    const errors = lintJourney(draft, known, policy);
    // What cannot run is not played.
    const storm = errors.length > 0 ? [] : stormWarnings(draft, policy, ports.clock.now());
    return { errors, warnings: [...journeyWarnings(draft, known), ...storm], told };
  },
  needsApproval: async (ports) => (await loadPolicy(ports)).fourEyes,
  versionOf: (draft, version) => ({ id: draft.id, version, status: "published", definition: draft }),
};

type Told = { templates: { id: string; version: number; grades: Record<string, number> }[] };

/** What the draft may refer to: the published templates and forms it names, and every published journey. */
async function knownTo(
  ports: AuthoringPorts,
  { id, steps }: JourneyDraft,
): Promise<{ known: Known; told: Told }> {
  const { gradesOf } = await import("#lib/domain/content/facts.ts");
  const { unanswerable } = await import("#lib/domain/content/lint-words.ts");
  const all = Object.values(steps);
  const named = all.flatMap((step) => ("template" in step ? [String(step.template)] : []));
  const asked = all.flatMap((step) => (step.do === "form" ? [step.form] : []));
  const [published, templates, forms] = await Promise.all([
    publishedJourneys(ports),
    present([...new Set(named)].map((name) => publishedTemplate(ports, name))),
    present([...new Set(asked)].map((name) => publishedForm(ports, name))),
  ]);
  const entries = templates.map(({ content }) => [
    content.id,
    {
      purpose: content.purpose,
      channels: [...new Set(content.variants.map(({ channel }) => channel))],
      variables: content.variables ?? [],
      unanswerable: unanswerable(content),
    },
  ]);
  return {
    known: {
      templates: Object.fromEntries(entries),
      // A journey may send a patient round to its own beginning.
      journeys: [id, ...published.map((one) => one.id)],
      forms: forms.map((form) => form.id),
    },
    told: {
      templates: templates.map(({ id: of, version, content }) => ({
        id: of,
        version,
        grades: gradesOf(content),
      })),
    },
  };
}

const present = async <T>(asked: Promise<T | undefined>[]): Promise<T[]> =>
  (await Promise.all(asked)).filter((one) => one !== undefined);
