import { expect, it } from "vitest";
import { fallbackChain, pickLanguage } from "#lib/domain/patient/languages.ts";

it.each([
  ["es-419", "en", ["es-419", "es", "en"]],
  ["zh-Hans-CN", "en-US", ["zh-hans-cn", "zh-hans", "zh", "en-us", "en"]],
  ["EN", "en", ["en"]],
])("goes from %s to the default %s by %j", (language, fallback, chain) => {
  expect(fallbackChain(language, fallback)).toEqual(chain);
});

it("picks the best there is, whatever its case, as it is spelt there", () => {
  expect(pickLanguage(["es-419", "es", "en"], ["en", "ES"])).toBe("ES");
  expect(pickLanguage(["fr"], ["en", "es"])).toBeUndefined();
});
