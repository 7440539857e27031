import { describe, expect, it } from "vitest";
import { controlsOf, numberOf, partOf } from "#lib/domain/forms/extensions.ts";
import { languagesOf, localized } from "#lib/domain/forms/localize.ts";
import { Questionnaire } from "#lib/domain/forms/questionnaire.ts";
import { anItem, asks, core, group } from "#test/support/forms.ts";

describe("a form is read in a language", () => {
  const inLanguages = (texts: Record<string, string>) => ({
    extension: Object.entries(texts).map(([lang, content]) =>
      core("translation", {
        extension: [
          { url: "lang", valueCode: lang },
          { url: "content", valueString: content },
        ],
      }),
    ),
  });
  const coding = { code: "r", display: "Red", _display: inLanguages({ es: "Rojo" }) };
  const form = Questionnaire.parse({
    resourceType: "Questionnaire",
    language: "en",
    title: "Visit",
    _title: inLanguages({ es: "Visita", "fr-CA": "Visite" }),
    description: "About it",
    _description: inLanguages({ es: "Sobre ella" }),
    item: [
      group("g", [
        asks("a", {
          text: "Color",
          _text: inLanguages({ es: "Color de piel" }),
          answerOption: [{ valueCoding: coding }, { valueString: "Blue" }],
        }),
      ]),
    ],
  });
  const texts = (language: string) => {
    const { title, description, item } = localized(form, language);
    const inner = item?.[0]?.item?.[0];
    return [
      title,
      description,
      inner?.text,
      inner?.answerOption?.[0]?.valueCoding?.display,
      inner?.answerOption?.[1]?.valueString,
    ];
  };

  it.each([
    ["es", ["Visita", "Sobre ella", "Color de piel", "Rojo", "Blue"]],
    ["ES-mx", ["Visita", "Sobre ella", "Color de piel", "Rojo", "Blue"]],
    ["fr", ["Visite", "About it", "Color", "Red", "Blue"]],
    ["vi", ["Visit", "About it", "Color", "Red", "Blue"]],
  ])("%s, word by word, else as it is written", (language, expected) => {
    expect(texts(language)).toEqual(expected);
    expect(localized(form, language).language).toBe(language);
  });

  it("and is the same in all else", () => {
    const bare: Questionnaire = { resourceType: "Questionnaire", item: [{ linkId: "a", type: "string" }] };
    expect(localized(bare, "es")).toEqual({ ...bare, language: "es" });
    expect(Object.keys(localized({ resourceType: "Questionnaire" }, "es"))).toEqual([
      "resourceType",
      "language",
    ]);
  });

  it("that it is written in, or in English where it does not say", () => {
    expect(languagesOf(form)).toEqual(["en", "es", "fr-CA"]);
    expect(languagesOf({ resourceType: "Questionnaire" })).toEqual(["en"]);
    expect(languagesOf({ resourceType: "Questionnaire", language: "es" })).toEqual(["es"]);
  });
});

describe("an extension", () => {
  it("has a number, or none that could be counted with", () => {
    expect(numberOf(anItem({ extension: [core("maxSize", { valueInteger: 3 })] }), "maxSize")).toBe(3);
    expect(
      numberOf(anItem({ extension: [core("maxSize", { valueString: "3" })] }), "maxSize"),
    ).toBeUndefined();
    expect(numberOf(anItem({}), "maxSize")).toBeUndefined();
  });

  it("has parts, or none", () => {
    const url = "https://example.org/whole";
    expect(partOf({ url, extension: [{ url: "a", valueCode: "x" }] }, "a")).toBe("x");
    expect(partOf({ url, extension: [{ url: "a", valueCode: "x" }] }, "b")).toBeUndefined();
    expect(partOf({ url }, "a")).toBeUndefined();
  });

  it("says by which control an item is shown", () => {
    const control = (valueCodeableConcept?: object) =>
      core("questionnaire-itemControl", { ...(valueCodeableConcept && { valueCodeableConcept }) });
    const extension = [control({ coding: [{ code: "help" }, {}] }), control({ text: "help" }), control()];
    expect(controlsOf(anItem({ extension }))).toEqual(["help"]);
  });
});
