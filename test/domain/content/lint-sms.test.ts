import { describe, expect, it } from "vitest";
import { encodingWarnings, marketingWarnings, smsFaults, smsPartsOf } from "#lib/domain/content/lint-sms.ts";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { aDraft, aVariant } from "#test/support/content.ts";

const sms = (body: string, more: Partial<Variant> = {}) => aVariant({ body, ...more });
const draft = (variant: Variant, more: Partial<TemplateDraft> = {}) => aDraft([variant], more);
const clinic = { clinicName: "Oak", clinicPhone: "" };
/** Three parts of GSM-7 hold 459 characters. */
const letters = (n: number) => "x".repeat(n);

describe("the parts of a text", () => {
  const parts = (body: string, of = clinic) => smsPartsOf(draft(sms(body)), sms(body), of);

  it("are those with usual values and with long ones", () => {
    expect(parts(`${letters(150)}{{ patient.given }}`)).toEqual({
      usual: { encoding: "GSM-7", segments: 1 },
      longest: { encoding: "GSM-7", segments: 2 },
      culprits: [],
    });
  });

  it("know the clinic's own name and phone, in the letters that a text has", () => {
    const named = `${letters(140)}{{ clinic.name }}{% if clinic.phone %}{{ clinic.phone }}{% endif %}`;
    const segments = (of: typeof clinic) => parts(named, of)?.longest;
    expect(segments({ clinicName: "Clínica", clinicPhone: "911" })).toEqual({
      encoding: "GSM-7",
      segments: 1,
    });
    expect(segments({ clinicName: "Clínica", clinicPhone: letters(20) })?.segments).toBe(2);
    expect(segments(clinic)?.segments, "a phone that the clinic did not give").toBe(1);
    expect(segments({ clinicName: letters(30), clinicPhone: "" })?.segments).toBe(2);
  });

  it("name the letters that its author could replace, and not those of values", () => {
    expect(parts("{{ patient.given }}: á")?.culprits).toEqual(["á"]);
  });

  it("count the mark that a text from right to left begins with", () => {
    const arabic = sms(`{{ patient.given }}${letters(150)}`, { language: "ar" });
    expect(smsPartsOf(draft(arabic), arabic, clinic)?.usual.encoding).toBe("UCS-2");
  });

  it("are not known of what cannot be written", () => {
    expect(parts("{{ patient.shoe }}")).toBeUndefined();
    expect(parts("{{ patient.given")).toBeUndefined();
  });
});

describe("a text is refused", () => {
  const faults = (body: string) => smsFaults(draft(sms(body)), sms(body));

  it("from its fourth part on", () => {
    expect(faults(letters(459))).toEqual([]);
    expect(faults(letters(460))).toEqual([
      { pointer: "/body", detail: "It takes 4 parts: shorten it to 3 at most." },
    ]);
  });

  it("where it asks for a word that stops everything", () => {
    expect(faults("Reply CANCEL to cancel.")).toEqual([
      { pointer: "/body", detail: expect.stringContaining("CANCEL opts a patient out") },
    ]);
  });
});

describe("its author is warned", () => {
  const warnings = (body: string, more: Partial<Variant> = {}) =>
    encodingWarnings(draft(sms(body, more)), sms(body, more), clinic);

  it("of letters that make it dear", () => {
    expect(warnings("Está aquí")).toEqual([
      {
        pointer: "/body",
        detail: "á í makes every part hold 70 characters instead of 160, 1 in all: replace it if you can.",
      },
    ]);
    expect(warnings("Está aquí", { channel: "push" })).toEqual([]);
  });

  it.each([
    ["of a part too many with long names", 450, ["With long names it takes 4 parts: shorten it."]],
    ["not where long names fit", 439, []],
    ["not twice, where it is too long already", 460, []],
  ])("%s", (_, n, details) => {
    expect(warnings(`${letters(n)}{{ patient.given }}`).map(({ detail }) => detail)).toEqual(details);
  });
});

describe("marketing says how to stop (47 CFR 64.1200(a)(7)(i)(B))", () => {
  it.each([
    ["marketing", "sms", "Flu shots are here.", 1],
    ["marketing", "sms", "Flu shots are here. Reply STOP to opt out.", 0],
    ["marketing", "sms", "NONSTOP flu shots", 1],
    ["marketing", "email", "Flu shots are here.", 0],
    ["care", "sms", "Your flu shot is here.", 0],
  ] as const)("a text of %s by %s: %s", (purpose, channel, body, expected) => {
    const found = marketingWarnings(draft(sms(body), { purpose }), sms(body, { channel }));
    expect(found).toHaveLength(expected);
    for (const { pointer, detail } of found) {
      expect(pointer).toBe("/body");
      expect(detail).toContain("Reply STOP to opt out.");
    }
  });
});
