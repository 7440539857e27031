import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formWords } from "#lib/domain/forms/words.ts";
import { birthDateOf } from "#lib/domain/pages/birth-date.ts";
import { contrast, textOn } from "#lib/domain/pages/contrast.ts";
import { spoken, wordsIn } from "#lib/domain/pages/words.ts";
import { dirOf } from "#lib/domain/patient/languages.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";

/** Every text of a language with the path to it; a function is given a value it must show. */
function texts(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const at = `${path}/${key}`;
    if (typeof value === "string") return [[at, value]];
    if (typeof value === "function") return [[at, value("7", "8")]];
    return texts(value, at);
  });
}

describe("the pages' words", () => {
  const english = new Map(texts(wordsIn.en as object));

  it.each(Object.keys(wordsIn))("lack no key in %s, and leave none empty", (language) => {
    const own = new Map(texts(wordsIn[language] as object));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) expect([path, text.trim()]).not.toEqual([path, ""]);
  });

  it.each(["es", "ar"])("are translated into %s, not copied", (language) => {
    const same = texts(wordsIn[language] as object).filter(([path, text]) => english.get(path) === text);
    expect(same.map(([path]) => path)).toEqual([]);
  });

  it("are in their own letters in Arabic, but for figures and the word that stops", () => {
    for (const [path, text] of [...texts(wordsIn.ar as object), ...texts(formWords("ar"))])
      expect([path, text.replace(/STOP|JPEG|PNG/g, "")]).toEqual([
        path,
        expect.not.stringMatching(/[A-Za-z]/),
      ]);
  });

  it.each(Object.keys(wordsIn))("are there for forms too, in %s", (language) => {
    const own = texts(formWords(language)).map(([path]) => path);
    expect(own.sort()).toEqual(
      texts(formWords("en"))
        .map(([path]) => path)
        .sort(),
    );
    expect(formWords(language).next !== formWords("en").next || language === "en").toBe(true);
  });

  it("are there for every language that the policy speaks by default", () => {
    for (const language of defaultPolicy.languages) expect(wordsIn[language]).toBeDefined();
  });

  it.each([
    ["es-419", "en", "es"],
    ["vi", "es", "es"],
    ["vi", "fr", "en"],
    ["EN-us", "es", "en"],
  ])("of a patient who reads %s at a clinic of %s are %s", (own, clinics, found) => {
    expect(spoken(own, clinics).language).toBe(found);
  });

  it.each([
    ["ar", "rtl"],
    ["he-IL", "rtl"],
    ["FA", "rtl"],
    ["es", "ltr"],
    ["arn", "ltr"],
  ])("in %s run %s", (language, dir) => {
    expect(dirOf(language)).toBe(dir);
  });
});

describe("a customer's colour", () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

  it("gets text on it that WCAG AA can read, whatever it is", () => {
    fc.assert(
      fc.property(color, (c) => contrast(c, textOn(c)) >= 4.5),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["#ffffff", "#000000", 21],
    ["#ffffff", "#777777", 4.48],
    ["#0b5c6b", "#ffffff", 7.62],
    ["#ff0000", "#ffffff", 4],
    ["#00ff00", "#ffffff", 1.37],
    ["#0000ff", "#ffffff", 8.59],
    ["#0a0a0a", "#000000", 1.06],
  ])("%s on %s has the contrast that the standard's formula gives, either way round", (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 2);
    expect(contrast(b, a)).toBe(contrast(a, b));
  });

  it.each([
    ["#ffffff", "#000000"],
    ["#757575", "#ffffff"],
    ["#767676", "#000000"],
  ])("%s gets %s, which reads better on it", (color, text) => expect(textOn(color)).toBe(text));
});

describe("a birth date, as people type it", () => {
  it.each([
    [{ year: "1962", month: "3", day: "27" }, "1962-03-27"],
    [{ year: " 1962 ", month: "03", day: "07" }, "1962-03-07"],
    [{ year: "١٩٦٢", month: "٣", day: "٢٧" }, "1962-03-27"],
    [{ year: "۱۹۶۲", month: "۳", day: "۲۷" }, "1962-03-27"],
    [{ year: "2000", month: "2", day: "29" }, "2000-02-29"],
    [{ year: "1900", month: "2", day: "29" }, undefined],
    [{ year: "62", month: "3", day: "27" }, undefined],
    [{ year: "1962", month: "13", day: "1" }, undefined],
    [{ year: "1962", month: "0", day: "1" }, undefined],
    [{ year: "1962", month: "March", day: "1" }, undefined],
    [{ year: "1962", month: "3" }, undefined],
    [{ year: "1962", month: "3", day: "32" }, undefined],
    [{ year: "1962", month: "1", day: "366" }, undefined],
    [{ year: "1962", month: "3", day: "0" }, undefined],
    [{ year: "1850", month: "1", day: "1" }, "1850-01-01"],
    [{ year: "1849", month: "12", day: "31" }, undefined],
    [{ year: "19620", month: "3", day: "27" }, undefined],
    [{ year: "x1962", month: "3", day: "27" }, undefined],
    [{ month: "3", day: "27" }, undefined],
    [{ year: "1962", day: "27" }, undefined],
    [{ year: "9999", month: "9999", day: "9999" }, undefined],
  ])("%j is %s", (fields, date) => {
    expect(birthDateOf(fields)).toBe(date);
  });
});
