import { describe, expect, it } from "vitest";
import { printed } from "#lib/adapters/letter/print.ts";
import { lintTemplate } from "#lib/domain/content/lint.ts";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { pagesOf } from "#lib/domain/letter/pages.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { aLetter } from "#test/support/letters.ts";

const english =
  "Please come to the clinic ten minutes before your visit, and bring a list of your medicines. ";
const spanish =
  "Por favor venga a la clínica diez minutos antes de su cita y traiga la lista de sus medicinas. ";

describe("how many pages a text will take", () => {
  it.each([1, 6, 14, 20, 26])(
    "is told no lower than it is, and at most one higher, for %i sentences",
    async (n) => {
      for (const [sentence, format] of [
        [english, "standard"],
        [spanish, "standard"],
        [spanish, "large-print"],
      ] as const) {
        const body = `${sentence.repeat(n)}\n\n- ${sentence}\n- ${sentence}\n\n${sentence.repeat(n)}`;
        const made = await printed(aLetter({ body, format }));
        const guess = pagesOf("Your visit", body, format);
        const real = made.ok ? made.pages : 3;
        expect(guess - real, `${n} ${format}`).toBeGreaterThanOrEqual(0);
        expect(guess - real).toBeLessThanOrEqual(1);
      }
    },
  );
});

describe("the words of a template", () => {
  const draft = (variant: Partial<Variant>, more: Partial<TemplateDraft> = {}): TemplateDraft => ({
    id: "note",
    purpose: "care",
    category: "appointments",
    privacy: "limited",
    variants: [{ channel: "letter", language: "en", body: "Please come.", ...variant }],
    ...more,
  });
  const faults = (of: TemplateDraft) =>
    lintTemplate(of, { ...defaultPolicy, languages: ["en"] }).filter(({ detail }) =>
      /letter|printed|pages|reveals/i.test(detail),
    );

  it("of a letter may be paragraphs with bold, lists and links", () => {
    expect(
      faults(draft({ body: "# Hello\n\n**Please** come:\n\n- a\n- b\n\n[Ask](https://a.example/x)." })),
    ).toEqual([]);
  });

  it.each([
    ["<p>Please come.</p>", "has no HTML"],
    ["يرجى الحضور", "Latin, Greek and Cyrillic"],
    [english.repeat(70), "pages"],
  ])("of a letter are refused: %.20s", (body, detail) => {
    expect(faults(draft({ body }))).toMatchObject([
      { pointer: "/variants/0/body", detail: expect.stringContaining(detail) },
    ]);
  });

  it.each([
    ["letter", ["Add a variant for letter in es."]],
    ["staff-call", []],
    ["voice", ["Add a variant for voice in es."]],
    ["portal", ["Add a variant for portal in es.", "Add a variant for portal in ar."]],
  ] as const)("by %s are asked for only in languages that it can bring", (channel, expected) => {
    const policy = { ...defaultPolicy, languages: ["en", "es", "ar"] };
    const found = lintTemplate(draft({ channel, body: "{{ clinic.name }} calls. Please come." }), policy);
    const missing = found.map(({ detail }) => detail).filter((detail) => detail.startsWith("Add a variant"));
    expect(missing).toEqual(expected);
  });

  it("of a portal's subject stand in a list, and say less than its text may", () => {
    const named = "{% if visit.type %}{{ visit.type }}{% endif %}";
    const portal = { channel: "portal", subject: named, body: named } as const;
    expect(faults(draft(portal, { privacy: "phi" }))).toMatchObject([{ pointer: "/variants/0/subject" }]);
  });
});
