import { describe, expect, it } from "vitest";
import { part2Notice } from "#lib/domain/consent/part2.ts";
import { previewOf, type Reader } from "#lib/domain/content/preview.ts";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import { aPolicy } from "#test/support/builders.ts";
import { aDraft, aVariant } from "#test/support/content.ts";

const variant = (channel: Variant["channel"], language: string, more: Partial<Variant> = {}) =>
  aVariant({ channel, language, ...more });
const about = {
  policy: aPolicy({ clinicPhone: "+12125550100" }),
  variables: (language: string) => ({ patient: { given: "Ana" }, word: language }),
};
const preview = (content: TemplateDraft, reader: Reader = { language: "en" }) =>
  previewOf(content, reader, about);
const shown = (one: Variant, more: Partial<TemplateDraft> = {}) => preview(aDraft([one], more)).variants[0];

describe("a preview shows every variant as it would leave", () => {
  it("with its parts, its price and its grade", () => {
    const one = shown(variant("sms", "en", { body: `${"x ".repeat(80)}{{ patient.given }} á` }));
    expect(one).toEqual({
      channel: "sms",
      language: "en",
      format: "standard",
      direction: "ltr",
      body: `${"x ".repeat(80)}Ana á`,
      grade: expect.any(Number),
      sms: { encoding: "UCS-2", segments: 3, culprits: ["á"] },
      usd: usdOf("sms", 3),
    });
  });

  it("with a subject where it has one, and with parts where it is a text message alone", () => {
    expect(shown(variant("email", "en", { subject: "For {{ patient.given }}" }))).toEqual({
      channel: "email",
      language: "en",
      format: "standard",
      direction: "ltr",
      subject: "For Ana",
      body: "Please come.",
      grade: expect.any(Number),
      usd: usdOf("email", 1),
    });
    expect(shown(variant("push", "en"))).not.toHaveProperty("subject");
  });

  it("each in its own language and format, whoever reads", () => {
    const both = [
      variant("push", "en"),
      variant("push", "ar", { body: "أهلا {{ word }}", format: "large-print" }),
    ];
    const [english, arabic] = preview(aDraft(both), { language: "es" }).variants;
    expect(english).toMatchObject({ language: "en", direction: "ltr" });
    expect(arabic).toMatchObject({ format: "large-print", direction: "rtl", body: "أهلا ar" });
    expect(arabic, "no published formula").not.toHaveProperty("grade");
  });

  it("with what the law puts beneath it", () => {
    expect(shown(variant("voice", "en"))?.body).toMatch(/^Please come\. To stop these calls, call 2 1 2/);
    expect(shown(variant("portal", "en"), { privacy: "part2" })?.body).toBe(`Please come.\n\n${part2Notice}`);
  });

  it("without a body where somebody's values are not enough, at the price of one part", () => {
    const one = shown(variant("sms", "en", { body: "{{ visit.date }}" }));
    expect(one).toEqual({
      channel: "sms",
      language: "en",
      format: "standard",
      direction: "ltr",
      grade: expect.any(Number),
      usd: usdOf("sms", 1),
    });
    expect(shown(variant("voice", "vi")), "no ending of calls in this language").not.toHaveProperty("body");
  });
});

describe("a preview says which variant somebody would get", () => {
  const chosen = (variants: Variant[], reader: Reader) => preview(aDraft(variants), reader).chosen;

  it("once for each channel", () => {
    const variants = [variant("sms", "en"), variant("sms", "es"), variant("push", "en")];
    expect(chosen(variants, { language: "es" })).toEqual([
      { channel: "sms", language: "es", format: "standard" },
      { channel: "push", language: "en", format: "standard", fellBackFrom: { language: "es" } },
    ]);
  });

  it("and what they wanted where it fell back", () => {
    const variants = [variant("email", "en"), variant("email", "en", { format: "large-print" })];
    const got = (format: Reader["format"]) => chosen(variants, { language: "en", format });
    expect(got("large-print")).toEqual([{ channel: "email", language: "en", format: "large-print" }]);
    expect(got("easy-read")).toEqual([
      { channel: "email", language: "en", format: "standard", fellBackFrom: { format: "easy-read" } },
    ]);
  });

  it("and that there is none", () => {
    expect(chosen([variant("sms", "es")], { language: "vi" })).toEqual([{ channel: "sms", missing: true }]);
  });

  it("and reads a script to staff in the customer's language", () => {
    const scripts = [variant("staff-call", "es"), variant("staff-call", "en")];
    expect(chosen(scripts, { language: "es" })).toEqual([
      { channel: "staff-call", language: "en", format: "standard" },
    ]);
  });
});
