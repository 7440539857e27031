import { expect, it } from "vitest";
import { formulas } from "#lib/domain/content/reading/formulas.ts";
import { countsOf, readingOf } from "#lib/domain/content/reading/grade.ts";
import { syllablesOf } from "#lib/domain/content/reading/syllables.ts";
import { describeWithSharedData, sharedJson, sharedLines, sharedText } from "#test/support/shared-data.ts";
import { cutSyllableData } from "#test/support/syllable-data.ts";
import kept from "../../../../lib/domain/content/reading/cmu-exceptions.json" with { type: "json" };

const gradeOf = (text: string, language = "en"): number => readingOf(text, language)?.grade ?? Number.NaN;

it("corrects syllables by what the installed dictionary says", () => {
  expect(kept).toEqual(cutSyllableData());
});

describeWithSharedData("reading grades of others (05-readability)", () => {
  type Case = { metric: string; text: string; expected: number };
  type Vectors = { texts: Record<string, string>; cases: Case[] };
  type Leaflet = { answer: string; fkGradeTextReadability: number; fkGradeSyllable: number };

  /** Of the formulas whose vectors there are, over English syllables as textstat took them. The tolerance is its own. */
  it.each([
    ["flesch_kincaid_grade", 0.5, "en"],
    ["fernandez_huerta", 5, "es"],
    ["gulpease_index", 5, "it"],
  ])("are textstat's: %s within %s", (metric, tolerance, language) => {
    const { texts, cases } = sharedJson<Vectors>("05-readability/textstat-vectors.json");
    const off = cases
      .filter((one) => one.metric === metric && texts[one.text] !== "")
      .map(({ text, expected }) =>
        Math.abs((formulas[language]?.score(countsOf(texts[text] as string, "en")) ?? Number.NaN) - expected),
      );
    console.info(`textstat's ${metric}: ${off.length} texts, at most ${Math.max(...off).toFixed(2)} off`);
    expect(off).toHaveLength(3);
    expect(Math.max(...off)).toBeLessThanOrEqual(tolerance);
  });

  it("are text-statistics' within 0.5 of a poem of four sentences", () => {
    const [poem] = sharedJson<{ text: string; expected: Record<string, number> }[]>(
      "05-readability/davechild-texts.json",
    );
    const expected = poem?.expected.flesch_kincaid_grade_level ?? Number.NaN;
    expect(Math.abs(gradeOf(poem?.text ?? "") - expected)).toBeLessThanOrEqual(0.5);
  });

  it("count the syllables of Carnegie Mellon's hard words", () => {
    const rows = sharedText("05-readability/cmu-syllables.csv.gz")
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const right = rows.filter(([word, count]) => syllablesOf(word as string, "en") === Number(count)).length;
    console.info(`CMU: ${right} of ${rows.length} right (${((100 * right) / rows.length).toFixed(1)} %)`);
    expect(right / rows.length).toBeGreaterThanOrEqual(0.97);
  });

  /** The others take a list without full stops for one sentence of a hundred words. */
  it("are two npm libraries' within 1.5, and above the sixth where theirs are", () => {
    const leaflets = sharedLines<Leaflet>("05-readability/nih-education-texts.ndjson");
    const rows = leaflets.map((leaflet) => ({
      ours: gradeOf(leaflet.answer),
      theirs: [leaflet.fkGradeTextReadability, leaflet.fkGradeSyllable],
    }));
    const near = rows.filter(({ ours, theirs }) => theirs.every((their) => Math.abs(ours - their) <= 1.5));
    const hard = rows.filter(({ theirs }) => theirs.every((their) => their > 6));
    const flagged = hard.filter(({ ours }) => ours > 6);
    console.info(
      `NIH: ${near.length} of ${rows.length} within 1.5 of both; ${flagged.length} of ${hard.length} flagged`,
    );
    expect(near.length / rows.length).toBeGreaterThanOrEqual(0.9);
    expect(flagged).toHaveLength(hard.length);
  });

  /** One text for adults in five languages: what is too hard in one is in all. */
  it("are alike over translations (TICO-19)", () => {
    type Sentence = Record<string, string>;
    const sentences = sharedLines<Sentence>("05-readability/tico19-multilingual.ndjson");
    for (const language of ["en", "es-419", "fr", "pt-BR", "ru"]) {
      const grades = sentences.map((one) => gradeOf(one[language] as string, language)).sort((a, b) => a - b);
      const hard = grades.filter((grade) => grade > 6).length / grades.length;
      const median = grades[grades.length >> 1] as number;
      console.info(
        `TICO-19, ${language}: median grade ${median}, ${(100 * hard).toFixed(0)} % above the sixth`,
      );
      expect(median).toBeGreaterThanOrEqual(12);
      expect(hard).toBeGreaterThan(0.75);
    }
  });
});
