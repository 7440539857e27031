import { describe, expect, it } from "vitest";
import { voiceFaults } from "#lib/domain/content/lint-voice.ts";
import { whatsAppFaults, whatsAppWarnings } from "#lib/domain/content/lint-whatsapp.ts";
import { render } from "#lib/domain/content/render.ts";
import { readOut, spokenLanguages, voiceFor, withEnding } from "#lib/domain/content/spoken.ts";
import { TemplateDraft, type Variant } from "#lib/domain/content/template.ts";
import { aPolicy, aTemplate } from "#test/support/builders.ts";

const clinic = { clinicPhone: "+12125550100", stopLine: "" };

describe("a call's end", () => {
  it.each([
    ["+12125550100", "2 1 2, 5 5 5, 0 1 0 0"],
    ["312-555-0199", "3 1 2, 5 5 5, 0 1 9 9"],
    ["+442079460018", "4 4 2 0 7 9 4 6 0 0 1 8"],
    ["911", "9 1 1"],
  ])("reads %s out as %s", (number, spoken) => {
    expect(readOut(number)).toBe(spoken);
  });

  it("says whom to call to stop the calls", () => {
    expect(withEnding("Hi.", "en-US", clinic)).toBe("Hi. To stop these calls, call 2 1 2, 5 5 5, 0 1 0 0.");
  });

  it("names the key where a line takes it", () => {
    const line = { ...clinic, stopLine: "+18335550143" };
    expect(withEnding("Hola.", "es", line)).toMatch(/llame al 8 3 3, 5 5 5, 0 1 4 3 y marque el 9\.$/);
  });

  it("stands inside of the marks", () => {
    expect(withEnding("<speak>Hi.</speak>\n", "en", clinic)).toMatch(/^<speak>Hi\. To stop .*\.<\/speak>$/);
  });

  it("is missing where there is no number, or no sentence in the language", () => {
    expect(withEnding("Hi.", "en", { clinicPhone: "", stopLine: "" })).toBeUndefined();
    expect(withEnding("Xin chào.", "vi", clinic)).toBeUndefined();
  });

  it.each(spokenLanguages)("is there in every language that has a voice: %s", (language) => {
    expect(voiceFor(language)).toMatch(/^[A-Z]+$/);
    expect(withEnding("x", language, { ...clinic, stopLine: "+18335550143" })).toMatch(/8 3 3.*9/);
  });
});

const call = (body: string, more: Partial<Variant> = {}): Variant => ({
  channel: "voice",
  language: "en",
  body,
  ...more,
});
const draft = (variants: Variant[], more: Partial<TemplateDraft> = {}) =>
  TemplateDraft.parse({
    id: "t",
    purpose: "care",
    category: "visits",
    privacy: "limited",
    variants,
    ...more,
  });
const good = "This is {{ clinic.name }} for {{ patient.given }}. Your visit is on {{ visit.date }}.";

describe("the words of a call (47 CFR 64.1200(b))", () => {
  const faults = (variant: Variant, more: Partial<TemplateDraft> = {}) =>
    voiceFaults(draft([variant], more), variant, variant.body).map(({ detail }) => detail);

  it("are fine where they say at once who calls", () => {
    expect(faults(call(good))).toEqual([]);
    expect(faults(call(`<speak>${good}</speak>`))).toEqual([]);
    expect(faults(call(`Hello {{ patient.given }}. ${good}`))).toEqual([]);
  });

  it.each<[string, Variant, Partial<TemplateDraft>, RegExp]>([
    ["hide who calls until later", call("Hello. How are you? This is {{ clinic.name }}."), {}, /\(b\)\(1\)/],
    ["sell", call(good), { purpose: "marketing" }, /\(b\)\(3\)/],
    ["are in a language without a voice", call(good, { language: "vi" }), {}, /leave vi to another channel/],
    ["go on and on", call(`${good} ${"x".repeat(3000)}`), {}, /3000 characters/],
    ["are marked up by half", call(`<speak>${good}`), {}, /<\/speak>/],
  ])("are refused where they %s", (_, variant, more, detail) => {
    expect(faults(variant, more)).toEqual([expect.stringMatching(detail)]);
  });

  it("escape a name in what is marked up", () => {
    const template = aTemplate({ variants: [call("<speak>Hi {{ patient.given }}</speak>")] });
    const variables = { patient: { given: "Tom & Ann" } };
    const said = render(template, { channel: "voice", language: "en", policy: aPolicy(), variables });
    expect(said).toMatchObject({ ok: true, body: "<speak>Hi Tom &amp; Ann</speak>" });
  });
});

describe("a WhatsApp variant", () => {
  const approved = { name: "message_waiting", language: "en_US", parameters: ["{{ clinic.name }}"] };
  const variant: Variant = { channel: "whatsapp", language: "en", body: "{{ clinic.name }} wrote", approved };

  it("fills the placeholders of its approved template", () => {
    const variables = { clinic: { name: "Riverside\nClinic" } };
    const template = aTemplate({ variants: [variant] });
    const said = render(template, { channel: "whatsapp", language: "en", policy: aPolicy(), variables });
    expect(said).toMatchObject({ approved: { name: "message_waiting", parameters: ["Riverside Clinic"] } });
  });

  it("warns where nothing was approved", () => {
    const { approved: _, ...free } = variant;
    expect(whatsAppWarnings(draft([free]), free)[0]?.detail).toMatch(/24 hours/);
    expect(whatsAppWarnings(draft([free], { category: "service" }), free)).toEqual([]);
    expect(whatsAppWarnings(draft([variant]), variant)).toEqual([]);
  });

  it("is refused where it is too long, and an approved template where none can be", () => {
    expect(whatsAppFaults({ ...variant, body: "x".repeat(1025) })[0]?.detail).toMatch(/1024/);
    expect(whatsAppFaults({ ...variant, channel: "sms" })[0]?.pointer).toBe("/approved");
  });

  it.each([
    ["a name in capitals", { name: "Hello" }],
    ["a language that WhatsApp does not know", { language: "en-US" }],
  ])("cannot name %s", (_, more) => {
    const given = draft.bind(undefined, [{ ...variant, approved: { ...approved, ...more } }]);
    expect(given).toThrow();
  });
});
