import { fallbackChain, pickLanguage } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import type { Channel } from "../words.ts";
import { mediumOf, type Parsed, parse } from "./liquid.ts";
import type { Template, TemplateDraft, Variant } from "./template.ts";
import type { Variables } from "./variables.ts";

export { type Variables, variablesFor } from "./variables.ts";

export type Rendered =
  | { ok: true; subject?: string; body: string; language: string }
  | { ok: false; reason: "template_variant_missing" | "render_failed" };

export type RenderRequest = {
  channel: Channel;
  language: string;
  policy: Pick<Policy, "language">;
  /** As a function they are made in the language that was found, which may not be the patient's own. */
  variables: Variables | ((language: string) => Variables);
};

/** The variant for the channel in the patient's language, or the next one of the fallback chain. */
export function variantFor(
  content: TemplateDraft,
  channel: Channel,
  chain: readonly string[],
): Variant | undefined {
  const ofChannel = content.variants.filter((variant) => variant.channel === channel);
  const language = pickLanguage(
    chain,
    ofChannel.map((variant) => variant.language),
  );
  return ofChannel.find((variant) => variant.language === language);
}

/**
 * The text as it leaves, made from what is true now. HTML email gets its values escaped; every value loses line breaks and
 * control characters, and in SMS letters beyond GSM-7. A variable that is missing is `render_failed`, never a blank.
 */
export function render(
  template: Pick<Template, "id" | "version" | "content">,
  request: RenderRequest,
): Rendered {
  const { channel, language, policy, variables } = request;
  const variant = variantFor(template.content, channel, fallbackChain(language, policy.language));
  if (!variant) return { ok: false, reason: "template_variant_missing" };
  const values = typeof variables === "function" ? variables(variant.language) : variables;
  try {
    const { subject, body } = parsedOf(
      `${template.id}@${template.version}|${channel}|${variant.language}`,
      variant,
    );
    return {
      ok: true,
      ...(subject && { subject: subject(values).replace(/\s+/g, " ").trim() }),
      body: body(values),
      language: variant.language,
    };
  } catch {
    return { ok: false, reason: "render_failed" };
  }
}

type ParsedVariant = { variant: Variant; subject: Parsed | undefined; body: Parsed };

/** Published versions never change; a draft may, so an entry counts only for the very text it was parsed from. */
const cache = new Map<string, ParsedVariant>();
const cacheSize = 2000;

function parsedOf(key: string, variant: Variant): ParsedVariant {
  const held = cache.get(key);
  if (held?.variant.body === variant.body && held.variant.subject === variant.subject) return held;
  const parsed: ParsedVariant = {
    variant,
    subject: variant.subject === undefined ? undefined : parse(variant.subject, "text"),
    body: parse(variant.body, mediumOf(variant.channel, variant.body)),
  };
  if (cache.size >= cacheSize) cache.clear();
  cache.set(key, parsed);
  return parsed;
}
