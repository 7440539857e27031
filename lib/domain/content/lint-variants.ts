import type { Fault } from "../errors.ts";
import { isPrintedLanguage } from "../letter/printable.ts";
import { fallbackChain } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import { type Channel, formats } from "../words.ts";
import { voiceFor } from "./spoken.ts";
import type { TemplateDraft, Variant } from "./template.ts";
import { variantFor } from "./variant-for.ts";

const nameOf = ({ channel, language, format = "standard" }: Variant): string =>
  `${channel} in ${language.toLowerCase()}${format === "standard" ? "" : `, ${format}`}`;

export function repeatedFaults({ variants }: TemplateDraft): Fault[] {
  const names = variants.map(nameOf);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [
          {
            pointer: `/variants/${i}`,
            detail: `There is a variant for ${name} already: remove one of the two.`,
          },
        ],
  );
}

const channelsOf = ({ variants }: TemplateDraft) => [...new Set(variants.map(({ channel }) => channel))];

/** What no printer and no voice could make of a language is not asked for, and a script is for staff alone. */
const isWanted = (channel: Channel, language: string): boolean => {
  if (channel === "letter") return isPrintedLanguage(language);
  return channel === "voice" ? voiceFor(language) !== undefined : channel !== "staff-call";
};

/** The standard format is what every other one falls back to, so it is there in every language of the customer. */
export const missingFaults = (draft: TemplateDraft, { languages }: Pick<Policy, "languages">): Fault[] =>
  channelsOf(draft).flatMap((channel) =>
    languages
      .filter((language) => isWanted(channel, language))
      .filter((language) => !variantFor(draft, channel, fallbackChain(language, language)))
      .map((language) => ({ pointer: "/variants", detail: `Add a variant for ${channel} in ${language}.` })),
  );

/** Large print for some and not for others: who is not served gets the standard one, and staff should know. */
export const formatWarnings = (draft: TemplateDraft, { languages }: Pick<Policy, "languages">): Fault[] =>
  channelsOf(draft).flatMap((channel) =>
    formats.slice(1).flatMap((format) => {
      const isThere = draft.variants.some((one) => one.channel === channel && one.format === format);
      const missing = languages.filter(
        (language) =>
          variantFor(draft, channel, fallbackChain(language, language), format)?.format !== format,
      );
      return isThere && missing.length > 0
        ? [
            {
              pointer: "/variants",
              detail: `For ${channel}, ${format} is not there in ${missing.join(", ")}: such patients get the standard one.`,
            },
          ]
        : [];
    }),
  );
