import { pickLanguage } from "../patient/languages.ts";
import type { Channel, Format } from "../words.ts";
import type { TemplateDraft, Variant } from "./template.ts";

/**
 * The variant for the channel in the patient's language, or the next one of the fallback chain; there in the format asked
 * for, else the standard one. The language goes first: large print that one cannot read helps nobody.
 */
export function variantFor(
  content: TemplateDraft,
  channel: Channel,
  chain: readonly string[],
  format: Format = "standard",
): Variant | undefined {
  const fitting = content.variants.filter(
    (variant) => variant.channel === channel && fits(formatOf(variant), format),
  );
  const language = pickLanguage(
    chain,
    fitting.map((variant) => variant.language),
  );
  const found = fitting.filter((variant) => variant.language === language);
  return found.find((variant) => formatOf(variant) === format) ?? found[0];
}

const fits = (has: Format, wanted: Format): boolean => has === "standard" || has === wanted;
export const formatOf = ({ format = "standard" }: Pick<Variant, "format">): Format => format;
