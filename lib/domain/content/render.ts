import { fallbackChain, pickLanguage } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import { remembered } from "../remembered.ts";
import type { Channel, Format } from "../words.ts";
import { directed } from "./direction.ts";
import { mediumOf, type Parsed, parse } from "./liquid.ts";
import type { Approved, Template, Variant } from "./template.ts";
import type { Variables } from "./variables.ts";
import { formatOf, variantFor } from "./variant-for.ts";

export { type Variables, variablesFor } from "./variables.ts";

export type Rendered = Made | { ok: false; reason: "template_variant_missing" | "render_failed" };

type Made = {
  ok: true;
  subject?: string;
  body: string;
  language: string;
  format: Format;
  /** The body is marked up: an email's HTML, a call's SSML. */
  markup?: true;
  approved?: Approved;
};

export type RenderRequest = {
  channel: Channel;
  language: string;
  /** The patient's own; else the standard one. */
  format?: Format | undefined;
  policy: Pick<Policy, "language">;
  /** As a function they are made in the language that was found, which may not be the patient's own. */
  variables: Variables | ((language: string) => Variables);
};

/**
 * What the patient wanted and did not get: the language or the format that fell back. A script is for staff, and paper
 * prints any text large.
 */
export function fellBackFrom(
  channel: Channel,
  who: { language: string; format?: Format | undefined },
  got: { language: string; format: Format },
): { language?: string; format?: Format } | undefined {
  if (channel === "staff-call") return undefined;
  const wanted = channel === "letter" ? { language: who.language, format: undefined } : who;
  const isOwn = pickLanguage(fallbackChain(wanted.language, wanted.language), [got.language]) !== undefined;
  const missed = wanted.format === got.format ? undefined : wanted.format;
  if (isOwn && !missed) return undefined;
  return { ...(!isOwn && { language: wanted.language }), ...(missed && { format: missed }) };
}

/**
 * The text as it leaves, made from what is true now. HTML email gets its values escaped; every value loses line breaks and
 * control characters, and in SMS letters beyond GSM-7. A variable that is missing is `render_failed`, never a blank.
 */
export function render(
  template: Pick<Template, "id" | "version" | "content">,
  request: RenderRequest,
): Rendered {
  const { channel, language, format, policy, variables } = request;
  const variant = variantFor(template.content, channel, fallbackChain(language, policy.language), format);
  if (!variant) return { ok: false, reason: "template_variant_missing" };
  const values = typeof variables === "function" ? variables(variant.language) : variables;
  try {
    const { subject, body, isMarkedUp, parameters } = parsedOf(variant);
    const made: Made = {
      ok: true,
      body: body(values),
      language: variant.language,
      format: formatOf(variant),
    };
    if (subject) made.subject = subject(values).replace(/\s+/g, " ").trim();
    if (isMarkedUp) made.markup = true;
    if (variant.approved)
      made.approved = {
        ...variant.approved,
        parameters: parameters.map((parameter) => filled(parameter(values))),
      };
    return made;
  } catch {
    return { ok: false, reason: "render_failed" };
  }
}

/** WhatsApp refuses a template with a placeholder that is empty. */
function filled(text: string): string {
  if (text.trim() === "") throw new Error("an empty placeholder");
  return text;
}

type ParsedVariant = {
  subject: Parsed | undefined;
  body: Parsed;
  isMarkedUp: boolean;
  parameters: Parsed[];
};

/** An edited draft's variant is another object. */
const parsedOf = remembered((variant: Variant): ParsedVariant => {
  const medium = mediumOf(variant.channel, variant.body);
  return {
    subject: variant.subject === undefined ? undefined : parse(variant.subject, "text"),
    body: parse(directed(variant), medium),
    isMarkedUp: medium === "html",
    parameters: (variant.approved?.parameters ?? []).map((parameter) => parse(parameter, "text")),
  };
});
