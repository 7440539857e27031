import type { IssueCode } from "./issue.ts";
import * as ar from "./words/ar.ts";
import * as en from "./words/en.ts";
import * as es from "./words/es.ts";

export type { FormWords } from "./words/en.ts";

type InLanguage = { words: en.FormWords; issues: en.IssueWords; unclear: string };

/** The languages of the pages. One that lacks a word does not compile. */
const spoken: Record<string, InLanguage> = { en, es, ar };

/** In a language of the pages; English for one that forms do not speak. */
export const formWords = (language: string): en.FormWords => (spoken[language] ?? en).words;

/** What is wrong, as a person says it. */
export function issueWords(language: string, { code, limit }: { code: IssueCode; limit?: string }): string {
  const { issues, unclear } = spoken[language] ?? en;
  const text = issues[code];
  return typeof text === "function" ? text(limit ?? "") : (text ?? unclear);
}
