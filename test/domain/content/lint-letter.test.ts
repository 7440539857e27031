import { describe, expect, it } from "vitest";
import { lintTemplate } from "#lib/domain/content/lint.ts";
import { letterFaults } from "#lib/domain/content/lint-letter.ts";
import type { Variant } from "#lib/domain/content/template.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";

const letter = (more: Partial<Variant> = {}): Variant => ({
  channel: "letter",
  language: "en",
  body: "Please come.",
  ...more,
});
/** A line of 12 points is 16.8 high, and a paragraph a little more: two sheets hold some sixty short ones. */
const paragraphs = (n: number) => Array(n).fill("Please come.").join("\n\n");
const details = (variant: Variant) => letterFaults(variant, variant.body).map(({ detail }) => detail);

describe("the words of a letter", () => {
  it.each([
    [
      "paragraphs with bold, lists and links",
      "# Hello\n\n**Please** come:\n\n- a\n- b\n\n[Ask](https://a.example/x).",
    ],
    ["a comparison", "Below 5 <b, above 7 > c"],
    ["other letters of Latin, Greek and Cyrillic", "María, Αλέξης, Привет"],
    ["two sheets", paragraphs(45)],
  ])("may be %s", (_, body) => {
    expect(letterFaults(letter({ body }), body)).toEqual([]);
  });

  it.each([
    ["marks of HTML", "<p>Please come.</p>", "has no HTML"],
    ["another script", "يرجى الحضور", "Latin, Greek and Cyrillic"],
    ["three sheets", paragraphs(70), "It takes about 3 pages: shorten it to 2 at most."],
  ])("may not be %s", (_, body, detail) => {
    const faults = [{ pointer: "/body", detail: expect.stringContaining(detail) }];
    expect(letterFaults(letter({ body }), body)).toEqual(faults);
  });

  it("may take as many sheets as an envelope may hold, and not one more", () => {
    const most = Array.from({ length: 90 }, (_, n) => n + 1).filter(
      (n) => details(letter({ body: paragraphs(n) })).length === 0,
    );
    const beyond = details(letter({ body: paragraphs(most.length + 1) }));
    expect(most.length).toBeGreaterThan(45);
    expect(beyond).toEqual(["It takes about 3 pages: shorten it to 2 at most."]);
  });

  it("have a subject that is printed, too", () => {
    expect(details(letter({ subject: "زيارتك" }))).toEqual([
      expect.stringContaining("Latin, Greek and Cyrillic"),
    ]);
    expect(details(letter({ subject: "Your visit" }))).toEqual([]);
  });

  it("are seen with values before they are published", () => {
    const content = { id: "t", purpose: "care", category: "c", privacy: "limited" } as const;
    const policy = { ...defaultPolicy, languages: ["en"], readingGrade: {} };
    const faults = (body: string) => lintTemplate({ ...content, variants: [letter({ body })] }, policy);
    expect(faults("{% if patient.given %}<b>{{ patient.given }}</b>{% endif %}")).toEqual([
      { pointer: "/variants/0/body", detail: expect.stringContaining("has no HTML") },
    ]);
    expect(faults("Dear {{ patient.given }},\n\nPlease come.")).toEqual([]);
  });
});
