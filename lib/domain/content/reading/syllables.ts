import { syllable } from "syllable";
import exceptions from "./cmu-exceptions.json" with { type: "json" };

/** Words of Carnegie Mellon's dictionary of which `syllable` is wrong → what to add (test/support/syllable-data.ts). */
const additions = new Map<string, number>();
for (const [add, words] of Object.entries(exceptions.adds))
  for (const word of words.split(" ")) additions.set(word, Number(add));

const english = (word: string): number =>
  word
    .split(/[^a-z']/)
    .filter((part) => /[a-z]/.test(part))
    .reduce((sum, part) => sum + Math.max(1, syllable(part) + (additions.get(part) ?? 0)), 0);

/**
 * What one syllable has: a vowel, or vowels that are said as one. In these languages letters tell it; a hiatus that only
 * a dictionary knows (Familie, idea) is one too few now and then.
 */
const nuclei: Record<string, RegExp> = {
  // A weak vowel (i, u) joins its neighbour unless it is stressed (í, ú); two strong ones are two. RAE, Ortografía 3.4.2.
  es: /[iuü]?[aeoáéó](?:[iuü](?![aeoáéíóú])|y(?![aeiouáéíóú]))?|[íú]|u?y(?![aeiouáéíóú])|[iuü]{1,2}/g,
  pt: /[iuü]?[aeoáéóâêôãõ](?:[iu](?![aeoáéíóú])|(?<=[ãõ])[oe])?|[íú]|[iuü]{1,2}|y/g,
  it: /[iu]?[aeoàèéòó](?:[iu](?![aeoàèéòó]))?|[ìíùú]|[iu]{1,2}|y/g,
  fr: /eau|œu|oui|[iy](?=[aeéèêou])[aeéèêou]+|ai|au|ei|eu|oi|ou|oy|ay|[aeiouyàâéèêëîïôöùûüœ]/g,
  de: /aa|ai|ay|au|äu|ee|ei|ey|eu|ie|oo|[aeiouäöüy]/g,
  nl: /aai|ooi|oei|eeu|ieu|aa|ai|au|ee|ei|eu|ie|ij|oe|oo|ou|ui|uu|[aeiouyäëïöüéè]/g,
  // One vowel, one syllable.
  hu: /[aáeéiíoóöőuúüű]/g,
  ru: /[аеёиоуыэюя]/g,
};

/** A letter that is written and not said. */
const silent: Record<string, RegExp> = {
  es: /(?<=q)u|(?<=g)u(?=[eéií])/g,
  pt: /(?<=[qg])u(?=[eéií])/g,
  it: /(?<=[cg])i(?=[aou])|(?<=q)u/g,
  de: /(?<=q)u/g,
  fr: /(?<=[qg])u|(?<=[aeiouyéè].*)(?:e|es)$|(?<=[aeiouyéè].*[^aeiouyém])ent$/g,
};

/** Syllables of a word, one at least: a number or a sign is said as one, as textstat counts it. */
export function syllablesOf(word: string, language: string): number {
  const small = word.toLowerCase().replaceAll("’", "'");
  if (language === "en") return Math.max(1, english(small));
  const said = silent[language] ? small.replace(silent[language], "") : small;
  return Math.max(1, said.match(nuclei[language] as RegExp)?.length ?? 0);
}
