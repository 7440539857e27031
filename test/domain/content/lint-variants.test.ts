import { describe, expect, it } from "vitest";
import { formatWarnings, missingFaults, repeatedFaults } from "#lib/domain/content/lint-variants.ts";
import type { Variant } from "#lib/domain/content/template.ts";
import { aDraft } from "#test/support/content.ts";

const draft = (...variants: Variant[]) => aDraft(variants);
const push = (language: string, format?: Variant["format"]): Variant => ({
  channel: "push",
  language,
  body: "Hi",
  ...(format && { format }),
});
const email = (language: string, format?: Variant["format"]): Variant => ({
  ...push(language, format),
  channel: "email",
});

describe("a variant is there once", () => {
  it.each([
    ["the same language", [push("en"), push("es"), push("en")], ["/variants/2"]],
    ["spelt in another way", [push("pt-BR"), push("pt-br")], ["/variants/1"]],
    ["named as the standard format", [push("en"), push("en", "standard")], ["/variants/1"]],
    ["another channel", [push("en"), email("en")], []],
    ["another format", [push("en"), push("en", "large-print"), push("en", "easy-read")], []],
  ])("%s", (_, variants, pointers) => {
    expect(repeatedFaults(draft(...variants)).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it("and is named where it is not", () => {
    const faults = repeatedFaults(draft(push("EN", "large-print"), push("en", "large-print")));
    expect(faults.map(({ detail }) => detail)).toEqual([
      "There is a variant for push in en, large-print already: remove one of the two.",
    ]);
  });
});

describe("a variant is missing", () => {
  it.each([
    ["letter", ["es"]],
    ["voice", ["es"]],
    ["staff-call", []],
    ["portal", ["es", "ar"]],
  ] as const)("by %s in languages that it can bring alone: %j", (channel, missing) => {
    const faults = missingFaults(draft({ ...push("en"), channel }), { languages: ["en", "es", "ar"] });
    expect(faults).toEqual(
      missing.map((language) => ({
        pointer: "/variants",
        detail: `Add a variant for ${channel} in ${language}.`,
      })),
    );
  });

  it("where its language has but another format", () => {
    const faults = missingFaults(draft(push("en"), push("es", "large-print")), { languages: ["en", "es"] });
    expect(faults.map(({ detail }) => detail)).toEqual(["Add a variant for push in es."]);
  });

  it("not where a shorter form of the language is there", () => {
    expect(missingFaults(draft(push("es")), { languages: ["es-MX"] })).toEqual([]);
    expect(missingFaults(draft(push("es-MX")), { languages: ["es"] })).toHaveLength(1);
  });
});

describe("a format that some languages have and others lack", () => {
  const languages = ["en", "es", "fr"];
  const standard = languages.map((language) => push(language));

  it.each([
    ["no format but the standard one", [], []],
    ["the standard one, named", [push("en", "standard")], []],
    ["one format in all", languages.map((language) => push(language, "large-print")), []],
    [
      "one format in one",
      [push("en", "large-print")],
      ["For push, large-print is not there in es, fr: such patients get the standard one."],
    ],
    [
      "one format in a language that no standard one is in",
      [push("vi", "easy-read")],
      ["For push, easy-read is not there in en, es, fr: such patients get the standard one."],
    ],
  ])("%s", (_, more, details) => {
    const warnings = formatWarnings(draft(...standard, ...more), { languages });
    expect(warnings).toEqual(details.map((detail) => ({ pointer: "/variants", detail })));
  });

  it("is asked of the channel that has it alone", () => {
    const both = draft(push("en"), push("es"), email("en"), email("en", "large-print"));
    expect(formatWarnings(both, { languages: ["en", "es"] }).map(({ detail }) => detail)).toEqual([
      "For email, large-print is not there in es: such patients get the standard one.",
    ]);
  });
});
