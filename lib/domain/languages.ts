/**
 * The languages to look for, best first: the patient's own, its shorter forms (es-419 → es), then the customer's
 * default and its shorter forms. Lookup of RFC 4647 section 3.4.
 */
export const fallbackChain = (language: string, defaultLanguage: string): string[] => [
  ...new Set([...shorterForms(language), ...shorterForms(defaultLanguage)]),
];

/** zh-Hans-CN → zh-hans-cn, zh-hans, zh. Tags know no case (RFC 5646 section 2.1.1). */
function shorterForms(language: string): string[] {
  const parts = language.toLowerCase().split("-");
  return parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
}

/** The first language of the chain that there is, spelt as in `available`. */
export function pickLanguage(chain: string[], available: string[]): string | undefined {
  for (const wanted of chain) {
    const found = available.find((language) => language.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
  }
  return undefined;
}
