import type { FormDraft } from "#lib/domain/forms/form.ts";
import { lintForm } from "#lib/domain/forms/lint-form.ts";
import { loadPolicy } from "../config.ts";
import type { Content } from "./content.ts";

export const forms: Content<FormDraft> = {
  head: "formHead",
  version: "form",
  events: { drafted: "form.drafted", published: "form.published", retired: "form.retired" },
  lint: async (ports, draft) => ({ ...lintForm(draft, await loadPolicy(ports)), told: {} }),
  versionOf: (draft, version) => ({ id: draft.id, version, status: "published", content: draft }),
};
