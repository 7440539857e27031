import { rememberedFew } from "../remembered.ts";

/**
 * The languages to look for, best first: the patient's own, its shorter forms (es-419 → es), then the customer's
 * default and its shorter forms. Lookup of RFC 4647 section 3.4.
 */
export const fallbackChain = (language: string, defaultLanguage: string): readonly string[] =>
  chains(defaultLanguage)(language);

/** Patients speak few languages, and every message asks three times. */
const chains = rememberedFew(100, (defaultLanguage: string) =>
  rememberedFew(1_000, (language: string): readonly string[] => [
    ...new Set([...shorterForms(language), ...shorterForms(defaultLanguage)]),
  ]),
);

/** zh-Hans-CN → zh-hans-cn, zh-hans, zh. Tags know no case (RFC 5646 section 2.1.1). */
function shorterForms(language: string): string[] {
  const parts = language.toLowerCase().split("-");
  return parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
}

/** The first language of the chain that there is, spelt as in `available`. */
export function pickLanguage<L extends string>(
  chain: readonly string[],
  available: readonly L[],
): L | undefined {
  for (const wanted of chain) for (const language of available) if (isSame(language, wanted)) return language;
  return undefined;
}

/** Whether the chain leads to that language. */
export const isAmong = (chain: readonly string[], language: string): boolean =>
  chain.some((wanted) => isSame(language, wanted));

/** What is wanted is in lower case, as a chain is. */
const isSame = (language: string, wanted: string): boolean =>
  language === wanted || (language.length === wanted.length && language.toLowerCase() === wanted);

/** Scripts that run from right to left, by language: ISO 15924 of the CLDR's likely subtags. */
const rightToLeft = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"]);

export type Direction = "ltr" | "rtl";

export const dirOf = (language: string): Direction =>
  rightToLeft.has(language.toLowerCase().split("-")[0] as string) ? "rtl" : "ltr";
