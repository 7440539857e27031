import fc from "fast-check";
import { expect, it } from "vitest";
import { dirOf, fallbackChain, isAmong, pickLanguage } from "#lib/domain/patient/languages.ts";

it.each([
  ["es-419", "en", ["es-419", "es", "en"]],
  ["zh-Hans-CN", "en-US", ["zh-hans-cn", "zh-hans", "zh", "en-us", "en"]],
  ["EN", "en", ["en"]],
])("goes from %s to the default %s by %j", (language, fallback, chain) => {
  expect(fallbackChain(language, fallback)).toEqual(chain);
});

it("goes so from any language to any other, part by part, and again when asked again", () => {
  const part = fc.stringMatching(/^[a-z]{3,8}$/);
  fc.assert(
    fc.property(part, part, part, part, part, (a, b, c, d, e) => {
      fc.pre(a !== d);
      const chain = [`${a}-${b}-${c}`, `${a}-${b}`, a, `${d}-${e}`, d];
      for (const _ of ["first", "again"])
        expect(fallbackChain(`${a}-${b.toUpperCase()}-${c}`, `${d}-${e}`)).toEqual(chain);
      expect(fallbackChain(`${a}-${b}`, a)).toEqual([`${a}-${b}`, a]);
    }),
  );
});

it("picks the best there is, whatever its case, as it is spelt there", () => {
  expect(pickLanguage(["es-419", "es", "en"], ["en", "ES"])).toBe("ES");
  expect(pickLanguage(["fr"], ["en", "es"])).toBeUndefined();
});

it("leads to a language, whatever its case, or does not", () => {
  const chain = fallbackChain("es-419", "en");
  expect(["es-419", "ES", "en", "e", "fr"].map((language) => isAmong(chain, language))).toEqual([
    ...[true, true, true],
    ...[false, false],
  ]);
});

it.each([
  ["ar-EG", "rtl"],
  ["UR", "rtl"],
  ["es-419", "ltr"],
])("writes %s %s", (language, direction) => expect(dirOf(language)).toBe(direction));

it.each([
  ["es", true],
  ["ES-419", true],
  ["en", true],
  ["es-MX", false],
  ["e", false],
  ["fr", false],
])("a chain of es-419 and then en leads to %s: %s", (language, leads) => {
  expect(isAmong(fallbackChain("es-419", "en"), language)).toBe(leads);
});

it.each([
  ["ar", "rtl"],
  ["fa-IR", "rtl"],
  ["HE", "rtl"],
  ["en", "ltr"],
  ["zh-Hans-CN", "ltr"],
])("%s is written %s", (language, direction) => expect(dirOf(language)).toBe(direction));
