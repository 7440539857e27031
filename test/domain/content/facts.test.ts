import { describe, expect, it } from "vitest";
import { factsOf, gradesOf } from "#lib/domain/content/facts.ts";
import type { Variant } from "#lib/domain/content/template.ts";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { aDraft, aVariant } from "#test/support/content.ts";

const variant = (channel: Variant["channel"], body: string, more: Partial<Variant> = {}) =>
  aVariant({ channel, body, ...more });
const draft = (...variants: Variant[]) => aDraft(variants);
const factsOfOne = (one: Variant) => factsOf(draft(one), { ...defaultPolicy, clinicName: "Oak" });

const easy = "Please come in.";
const hard = "Documentation of immunization eligibility is a prerequisite.";

describe("what a variant is, in numbers", () => {
  it("of a text message: its parts and its price, with usual values and with long ones", () => {
    const body = `Please come. ${"x ".repeat(70)}{{ patient.given }}`;
    expect(factsOfOne(variant("sms", body))).toEqual([
      {
        channel: "sms",
        language: "en",
        format: "standard",
        direction: "ltr",
        reading: { formula: "Flesch-Kincaid (Kincaid 1975)", grade: expect.any(Number) },
        sms: {
          usual: { encoding: "GSM-7", segments: 2 },
          longest: { encoding: "GSM-7", segments: 2 },
          culprits: [],
        },
        usd: { usual: usdOf("sms", 2), longest: usdOf("sms", 2) },
      },
    ]);
    const [grown] = factsOfOne(variant("sms", `${"x".repeat(150)}{{ patient.given }}`));
    expect(grown?.usd).toEqual({ usual: usdOf("sms", 1), longest: usdOf("sms", 2) });
  });

  it("of anything else: no parts, and the price of one", () => {
    const [letter] = factsOfOne(variant("letter", easy, { format: "large-print" }));
    expect(letter).not.toHaveProperty("sms");
    expect(letter).toMatchObject({ format: "large-print", usd: { usual: 0.9, longest: 0.9 } });
  });

  it("of a text that cannot be written: the price of one part", () => {
    const [broken] = factsOfOne(variant("sms", "{{ patient.shoe }}"));
    expect(broken).not.toHaveProperty("sms");
    expect(broken?.usd).toEqual({ usual: usdOf("sms", 1), longest: usdOf("sms", 1) });
  });

  it("of a language without a formula: no reading", () => {
    const [arabic] = factsOfOne(variant("push", "أهلا", { language: "ar" }));
    expect(arabic).toMatchObject({ direction: "rtl" });
    expect(arabic).not.toHaveProperty("reading");
  });
});

it("tells of each language its hardest grade", () => {
  const grades = (...variants: Variant[]) => gradesOf(draft(...variants));
  const [top, low] = [grades(variant("sms", hard)).en, grades(variant("sms", easy)).en];
  expect(low).toBeLessThan(top as number);
  expect(grades(variant("sms", easy), variant("email", hard), variant("push", easy))).toEqual({ en: top });
  expect(
    grades(variant("sms", easy), variant("sms", "Venga.", { language: "es" }), {
      ...variant("sms", "أهلا"),
      language: "ar",
    }),
  ).toEqual({ en: low, es: expect.any(Number) });
});
