import { describe, expect, it } from "vitest";
import { countsOf, readingOf } from "#lib/domain/content/reading/grade.ts";

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

describe("the hard words of a text", () => {
  it.each([
    ["en", "Bring medicine, not paper: medicine.", ["medicine"]],
    ["en", "The [visit.practitioner] is in.", []],
    ["es", "Su tarjeta está lista. Traiga su identificación.", ["identificación"]],
    ["es", "La documentación", ["documentación"]],
    ["es-MX", "El teléfono necesario", ["teléfono", "necesario"]],
  ])("in %s of %j are %j", (language, text, hard) => {
    expect(readingOf(text, language)?.hard).toEqual(hard);
  });
});

describe("what is counted", () => {
  it("is every word once, by its syllables and letters", () => {
    expect(countsOf("Please bring a card. Medicine helps immunization.", "en")).toEqual({
      sentences: 2,
      words: 7,
      syllables: 13,
      letters: 41,
      short: 5,
      many: 2,
      long: 2,
    });
  });

  it("has no sentence of fewer than three words, but one at least", () => {
    const sentences = (text: string) => countsOf(text, "en").sentences;
    expect(sentences("Thank you. Please come in. 2. Bye.")).toBe(1);
    expect(sentences("Please come in. We are here.")).toBe(2);
    expect(sentences("Thank you.")).toBe(1);
  });

  it("takes a variable for as long as the other words are", () => {
    expect(countsOf("[patient.given] bring medicine", "en")).toMatchObject({
      words: 3,
      syllables: 6,
      letters: 19.5,
    });
    expect(countsOf("[patient.given]", "en")).toMatchObject({ words: 1, syllables: 0, letters: 0, short: 0 });
  });

  it("takes a word of more than six letters for a long one, and neither sign nor hyphen for a letter", () => {
    expect(countsOf("fifteen sixths", "en")).toMatchObject({ letters: 13, long: 1 });
    expect(countsOf("it's co-op 247", "en").letters).toBe(10);
  });
});
