import type { VariantFacts } from "#lib/domain/content/facts.ts";
import type { TemplateDraft } from "#lib/domain/content/template.ts";
import { loadPolicy } from "../config.ts";
import type { Reviewed } from "./content.ts";

/** Authoring is rare: LiquidJS (50 KB) and the dictionary (79 KB) are read with the first draft, not at each start of the API. */
const linting = () => import("#lib/domain/content/lint.ts");
const measuring = () => import("#lib/domain/content/facts.ts");

export const templates: Reviewed<TemplateDraft, { variants: VariantFacts[] }> = {
  head: "templateHead",
  version: "template",
  events: {
    drafted: "template.drafted",
    submitted: "template.submitted",
    approved: "template.approved",
    published: "template.published",
    retired: "template.retired",
  },
  lint: async (ports, draft) => {
    const [{ lintTemplate, templateWarnings }, { factsOf }] = await Promise.all([linting(), measuring()]);
    const policy = await loadPolicy(ports);
    return {
      errors: lintTemplate(draft, policy),
      warnings: templateWarnings(draft, policy),
      told: { variants: factsOf(draft, policy) },
    };
  },
  needsApproval: async (ports) => (await loadPolicy(ports)).fourEyes,
  versionOf: (draft, version, review) => ({
    id: draft.id,
    version,
    status: "published",
    content: draft,
    ...(review?.accepts?.length && { accepted: review.accepts }),
  }),
};
