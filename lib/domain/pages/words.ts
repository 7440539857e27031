import { dirOf, fallbackChain, pickLanguage } from "../patient/languages.ts";
import { ar } from "./words/ar.ts";
import { en, type Words } from "./words/en.ts";
import { es } from "./words/es.ts";

/** Every language the pages speak. One that lacks a word does not compile. */
export const wordsIn: Record<string, Words> = { en, es, ar };

/** Their names, as their own speakers write them. */
export const languageNames: Record<string, string> = { en: "English", es: "Español", ar: "العربية" };

export type Spoken = { language: string; dir: "ltr" | "rtl"; words: Words };

/** The pages in the language asked for, or the next of the fallback chain that they speak; English at last. */
export function spoken(language: string, customers: string): Spoken {
  const found = pickLanguage(fallbackChain(language, customers), Object.keys(wordsIn)) ?? "en";
  return { language: found, dir: dirOf(found), words: wordsIn[found] as Words };
}
