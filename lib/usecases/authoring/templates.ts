import type { TemplateDraft } from "#lib/domain/content/template.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Channel } from "#lib/domain/words.ts";
import { loadPolicy } from "../config.ts";
import { find } from "../read/find.ts";
import { type AuthoringPorts, type Content, findHead, versionId } from "./content.ts";

/** Authoring is rare: LiquidJS (50 KB) is read with the first draft or preview, not at each start of the API. */
const linting = () => import("#lib/domain/content/lint.ts");
const rendering = () => import("#lib/domain/content/render.ts");

export const templates: Content<TemplateDraft> = {
  head: "templateHead",
  version: "template",
  events: { drafted: "template.drafted", published: "template.published", retired: "template.retired" },
  lint: async (ports, draft) => {
    const { lintTemplate, templateWarnings } = await linting();
    return { errors: lintTemplate(draft, await loadPolicy(ports)), warnings: templateWarnings(draft) };
  },
  versionOf: (draft, version) => ({ id: draft.id, version, status: "published", content: draft }),
};

type PreviewRequest = {
  channel: Channel;
  language: string;
  variables: Record<string, string | number>;
};

/** The draft, else the published version, for a made-up patient. */
export async function previewTemplate(ports: AuthoringPorts, id: string, request: PreviewRequest) {
  const { data } = await findHead(ports, templates, id);
  const content = data.draft ?? (await publishedContent(ports, id, data.published));
  const policy = await loadPolicy(ports);
  const [{ example }, { render }] = await Promise.all([linting(), rendering()]);
  const variables = { ...example(content), ...request.variables };
  const { channel, language } = request;
  const rendered = render({ id, version: 0, content }, { channel, language, policy, variables });
  if (!rendered.ok)
    throw new Refusal(
      "wrong_state",
      "It has no variant for this, or one that cannot be rendered: lint says which.",
    );
  return { channel, ...rendered };
}

async function publishedContent(
  { records }: AuthoringPorts,
  id: string,
  version: number | undefined,
): Promise<TemplateDraft> {
  if (version === undefined)
    throw new Refusal("wrong_state", "It has neither a draft nor a published version.");
  return (await find(records, "template", versionId(id, version))).data.content;
}
