import { describe, expect, it } from "vitest";
import { formulas } from "#lib/domain/content/reading/formulas.ts";
import { countsOf, readingOf } from "#lib/domain/content/reading/grade.ts";
import { syllablesOf } from "#lib/domain/content/reading/syllables.ts";
import { sentencesOf } from "#lib/domain/content/reading/words.ts";
import { describeWithSharedData, sharedJson, sharedLines, sharedText } from "#test/support/shared-data.ts";
import { cutSyllableData } from "#test/support/syllable-data.ts";
import kept from "../../../../lib/domain/content/reading/cmu-exceptions.json" with { type: "json" };

const gradeOf = (text: string, language = "en"): number => readingOf(text, language)?.grade ?? Number.NaN;

describe("a reading grade", () => {
  it("names the longest sentence and the hard words", () => {
    expect(
      readingOf(
        "Hi [patient.given]. Please bring your identification card to [clinic.name]. Thank you.",
        "en",
      ),
    ).toEqual({
      formula: "Flesch-Kincaid (Kincaid 1975)",
      grade: 7.1,
      longest: "Please bring your identification card to [clinic.name].",
      hard: ["identification"],
    });
  });

  it("counts a variable as one plain word, whatever stands in its place", () => {
    const named = (name: string) =>
      gradeOf(`Hi ${name}, your visit is on ${name} at ${name}. Will you come?`);
    expect(named("[patient.given]")).toBe(named("Ann"));
  });

  it("goes by the language, whatever the region", () => {
    expect(gradeOf("Traiga su tarjeta.", "es-MX")).toBe(gradeOf("Traiga su tarjeta.", "es"));
  });

  it.each(["zh", "ar", "hi", "vi", "ht"])("is not made up for %s, which has no formula here", (language) => {
    expect(readingOf("Your visit is on Tuesday.", language)).toBeUndefined();
  });

  it("has none of an empty text", () => {
    expect(readingOf(" \n", "en")).toBeUndefined();
  });

  /** A sentence for a child, and one from a leaflet for staff. */
  it.each([
    [
      "en",
      "Come to us on Tuesday. Bring your card.",
      "Documentation of immunization eligibility is a prerequisite.",
    ],
    [
      "es",
      "Venga el martes. Traiga su tarjeta.",
      "La documentación de elegibilidad constituye un requisito indispensable.",
    ],
    [
      "de",
      "Kommen Sie am Dienstag. Wir sind da.",
      "Die Anspruchsberechtigung ist grundsätzlich nachzuweisen beziehungsweise glaubhaft darzulegen.",
    ],
    [
      "fr",
      "Venez mardi. Ne mangez pas le matin.",
      "La documentation d'éligibilité constitue une condition préalable indispensable.",
    ],
    [
      "it",
      "Venga a casa da noi. Ci sono io.",
      "La documentazione dell'idoneità costituisce un presupposto indispensabile.",
    ],
    [
      "nl",
      "Kom op dinsdag. Neem je pas mee.",
      "Documentatie van vaccinatiegerechtigdheid is een onontbeerlijke voorwaarde.",
    ],
    [
      "pt",
      "Venha na terça. Traga o seu papel.",
      "A documentação de elegibilidade constitui um requisito indispensável.",
    ],
    [
      "ru",
      "Мы вас ждём. Он там, где дом.",
      "Документальное подтверждение правомочности является обязательным.",
    ],
    [
      "hu",
      "Ma jön az orvos. Jó, ha itt van.",
      "A jogosultság dokumentálása elengedhetetlen előfeltétel intézményünkben.",
    ],
  ])("tells an easy text of %s from a hard one", (language, easy, hard) => {
    expect(gradeOf(easy, language)).toBeLessThanOrEqual(6);
    expect(gradeOf(hard, language)).toBeGreaterThan(9);
  });

  it("is of a German rhyme what textstat says: 3.77", () => {
    const rhyme = "Alle meine Entchen schwimmen auf dem See, Köpfchen unters Wasser, Schwänzchen in die Höh.";
    expect(Math.abs(gradeOf(rhyme, "de") - 3.77)).toBeLessThanOrEqual(0.5);
  });
});

describe("sentences", () => {
  it.each([
    ["Dr. Lee is here. Come in.", 2],
    ["Come at 9 a. m. on Monday. Bring it.", 2],
    ["¿Puede venir? ¡Gracias!", 2],
    ["Reply 1 yes, 2 no. Then call us.", 2],
    ["Hi Ana,\n\nYour visit is today", 2],
    ["One line\ngoes on here.", 1],
    ["", 0],
  ])("of %j are %i", (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });
});

describe("syllables", () => {
  it.each([
    ["en", "didn't 2, don't 1, singer-songwriter 5, 911 1, medicine 3, refill 2"],
    [
      "es",
      "médico 3, guía 2, quiere 2, pingüino 3, ciudad 2, aéreo 4, leer 2, hoy 1, muy 1, respuesta 3, identificación 6",
    ],
    ["de", "Termin 2, Krankenhaus 3, Theater 3, quantitativ 4, neun 1"],
    ["fr", "beaucoup 2, médicament 4, parlent 1, question 2, vie 1"],
    ["it", "giorno 2, aiuto 3, qui 1, appuntamento 5, perché 2"],
    ["nl", "afspraak 2, nieuw 1, ziekenhuis 3, gezondheid 3"],
    ["pt", "saúde 3, não 1, coração 3, quem 1, informações 4"],
    ["ru", "здоровье 3, врач 1, лекарство 3"],
    ["hu", "gyógyszer 2, csillagos 3"],
  ])("in %s: %s", (language, said) => {
    const wanted = said.split(", ").map((one) => one.split(" "));
    expect(wanted.map(([word]) => [word, String(syllablesOf(word as string, language))])).toEqual(wanted);
  });

  it("are corrected by what the installed dictionary says", () => {
    expect(kept).toEqual(cutSyllableData());
  });
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
