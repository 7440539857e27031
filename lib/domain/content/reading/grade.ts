import { type Counts, formulas } from "./formulas.ts";
import { syllablesOf } from "./syllables.ts";
import { sentencesOf, wordsOf } from "./words.ts";

export type Reading = {
  formula: string;
  /** Years of school, to a tenth; 0 at least. */
  grade: number;
  /** What weighs most, for whoever mends it: the sentence with the most words, and words of three syllables or more. */
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
  const hard = words.filter((word) => sizeOf(word, own).syllables >= 3).map((word) => word.toLowerCase());
  return {
    formula: formula.name,
    grade: Math.max(0, Math.round(formula.grade(countsOf(text, own)) * 10) / 10),
    longest,
    hard: [...new Set(hard)],
  };
}

const baseOf = (language: string): string => language.toLowerCase().split("-")[0] as string;

/** A variable is as long as most words are: its author does not choose the patient's name. */
const sizeOf = (word: string, language: string): { syllables: number; letters: number } =>
  word.startsWith("[")
    ? { syllables: 1, letters: 5 }
    : { syllables: syllablesOf(word, language), letters: word.match(/[\p{L}\p{N}]/gu)?.length ?? 0 };

/** One or two words ("Thank you.", a list's number) make no sentence, as in textstat: they would flatter the text. */
export function countsOf(text: string, language: string): Counts {
  const sizes = wordsOf(text).map((word) => sizeOf(word, language));
  const sentences = sentencesOf(text).filter((sentence) => wordsOf(sentence).length > 2).length;
  return {
    sentences: Math.max(1, sentences),
    words: sizes.length,
    syllables: sizes.reduce((sum, { syllables }) => sum + syllables, 0),
    letters: sizes.reduce((sum, { letters }) => sum + letters, 0),
    short: sizes.filter(({ syllables }) => syllables === 1).length,
    many: sizes.filter(({ syllables }) => syllables >= 3).length,
    long: sizes.filter(({ letters }) => letters > 6).length,
  };
}
