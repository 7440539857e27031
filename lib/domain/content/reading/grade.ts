import { type Counts, formulas } from "./formulas.ts";
import { syllablesOf } from "./syllables.ts";
import { sentencesOf, wordsOf } from "./words.ts";

export type Reading = {
  formula: string;
  /** Years of school, to a tenth; 0 at least. */
  grade: number;
  /** What weighs most, for whoever mends it: the sentence with the most words, and its long words. */
  longest: string;
  hard: string[];
};

/** How hard a text is to read, by its language's own published formula. None for a language that has none. */
export function readingOf(text: string, language: string): Reading | undefined {
  const own = baseOf(language);
  const formula = formulas[own];
  const words = wordsOf(text);
  if (!formula || words.length === 0) return undefined;
  const longest = sentencesOf(text).toSorted((a, b) => wordsOf(b).length - wordsOf(a).length)[0] as string;
  const hard = words
    .filter((word) => !isVariable(word) && syllablesOf(word, own) >= hardFrom(own))
    .map((word) => word.toLowerCase());
  return {
    formula: formula.name,
    grade: Math.max(0, Math.round(formula.grade(formula.score(countsOf(text, own))) * 10) / 10),
    longest,
    hard: [...new Set(hard)],
  };
}

/** Three syllables make a long word in English, and an everyday one elsewhere. */
const hardFrom = (language: string): number => (language === "en" ? 3 : 4);

const baseOf = (language: string): string => language.toLowerCase().split("-")[0] as string;

const isVariable = (word: string): boolean => word.startsWith("[");

/** A list's number or "Thank you." is no sentence, as in textstat: it would flatter the text. */
const leastWords = 3;

/** A variable is one word and as long as the others are: its author does not choose the patient's name. */
export function countsOf(text: string, language: string): Counts {
  const words = wordsOf(text);
  const own = words.filter((word) => !isVariable(word));
  const syllables = own.map((word) => syllablesOf(word, language));
  const letters = own.map((word) => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0);
  const sum = (of: number[]): number =>
    (of.reduce((a, b) => a + b, 0) * words.length) / Math.max(1, own.length);
  const share = (of: boolean[]): number => sum(of.map(Number));
  return {
    sentences: Math.max(1, sentencesOf(text).filter((one) => wordsOf(one).length >= leastWords).length),
    words: words.length,
    syllables: sum(syllables),
    letters: sum(letters),
    short: share(syllables.map((n) => n === 1)),
    many: share(syllables.map((n) => n >= 3)),
    long: share(letters.map((n) => n > 6)),
  };
}
