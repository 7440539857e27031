/**
 * Scripts that are printed: those whose letters follow each other from left to right as they are written. Arabic and
 * Hebrew turn the line around, Devanagari and Thai join and stack their letters, Chinese, Japanese and Korean need fonts of
 * ten megabytes: a letter in one of them is refused, for boxes or torn words are worse than another channel.
 */
const printed =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

export const isPrintable = (text: string): boolean => printed.test(text);

const scripts = new Set(["Latn", "Grek", "Cyrl"]);

/** Whether a language is written in one of them, as far as CLDR's likely subtags know it. */
export function isPrintedLanguage(language: string): boolean {
  try {
    return scripts.has(new Intl.Locale(language).maximize().script ?? "Latn");
  } catch {
    return true;
  }
}
