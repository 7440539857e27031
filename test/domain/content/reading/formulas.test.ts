import { describe, expect, it } from "vitest";
import { formulas } from "#lib/domain/content/reading/formulas.ts";

/** Ten words a sentence, 1.5 syllables and 4.5 letters a word; of the words 60 % short, 20 % of many syllables, 25 % long. */
const counts = { sentences: 2, words: 20, syllables: 30, letters: 90, short: 12, many: 4, long: 5 };

/** By hand, from the formulas as they were published. */
it.each([
  ["en", 0.39 * 10 + 11.8 * 1.5 - 15.59, 6.01],
  ["es", 206.84 - 1.02 * 10 - 60 * 1.5, 106.64],
  ["de", 0.1935 * 20 + 0.1672 * 10 + 0.1297 * 25 - 0.0327 * 60 - 0.875, 5.9475],
  ["fr", 207 - 1.015 * 10 - 73.6 * 1.5, 86.45],
  ["it", 89 + 300 / 10 - 10 * 4.5, 74],
  ["nl", 206.835 - 0.93 * 10 - 77 * 1.5, 82.035],
  ["pt", 248.835 - 1.015 * 10 - 84.6 * 1.5, 111.785],
  ["ru", 206.835 - 1.3 * 10 - 60.1 * 1.5, 103.685],
  ["hu", 206.835 - 1.015 * 10 - 58.5 * 1.5, 108.935],
])("the formula of %s says %d", (language, formula, score) => {
  expect(formula).toBeCloseTo(score, 6);
  expect(formulas[language]?.score(counts)).toBeCloseTo(score, 6);
});

describe("the grade of a score", () => {
  const grade = (language: string, score: number) => formulas[language]?.grade(score);

  it.each(["en", "de"])("is the score itself in %s", (language) => {
    expect(grade(language, 6.01)).toBe(6.01);
  });

  it.each([
    ["fr", 120, 5],
    ["fr", 90, 5],
    ["fr", 89.9, 6],
    ["fr", 30, 16],
    ["fr", 29.9, 17],
    ["es", 90, 4],
    ["it", 80, 5],
    ["it", 0, 17],
  ])("is that of its authors' table in %s: of %d it is %i", (language, score, wanted) => {
    expect(grade(language, score)).toBe(wanted);
  });
});
