import { describe, expect, it } from "vitest";
import { voiceFaults } from "#lib/domain/content/lint-voice.ts";
import { render } from "#lib/domain/content/render.ts";
import type { TemplateDraft, Variant } from "#lib/domain/content/template.ts";
import { aPolicy, aTemplate } from "#test/support/builders.ts";
import { aDraft } from "#test/support/content.ts";

const call = (body: string, more: Partial<Variant> = {}): Variant => ({
  channel: "voice",
  language: "en",
  body,
  ...more,
});
const good = "This is {{ clinic.name }} for {{ patient.given }}. Your visit is on {{ visit.date }}.";

describe("the words of a call (47 CFR 64.1200(b))", () => {
  const faults = (variant: Variant, more: Partial<TemplateDraft> = {}) =>
    voiceFaults(aDraft([variant], more), variant, variant.body).map(({ detail }) => detail);

  it("are fine where they say at once who calls", () => {
    expect(faults(call(good))).toEqual([]);
    expect(faults(call(`\n<speak version="1.1">${good}\n${good}</speak>\n`))).toEqual([]);
    expect(faults(call(`Hello {{ patient.given }}. ${good}`))).toEqual([]);
  });

  it.each<[string, Variant, Partial<TemplateDraft>, RegExp]>([
    ["hide who calls until later", call("Hello. How are you? This is {{ clinic.name }}."), {}, /\(b\)\(1\)/],
    ["sell", call(good), { purpose: "marketing" }, /\(b\)\(3\)/],
    ["are in a language without a voice", call(good, { language: "vi" }), {}, /leave vi to another channel/],
    ["go on and on", call(good.padEnd(3001, "x")), {}, /3000 characters/],
    ["begin marks and do not end them", call(`<speak>${good}`), {}, /<\/speak>/],
    ["end marks and do not begin them", call(`${good}</speak>`), {}, /<\/speak>/],
    ["begin marks in the middle", call(`${good} <speak>Bye.</speak>`), {}, /<\/speak>/],
    ["end marks in the middle", call(`<speak>${good}</speak> Bye.`), {}, /<\/speak>/],
  ])("are refused where they %s", (_, variant, more, detail) => {
    expect(faults(variant, more)).toEqual([expect.stringMatching(detail)]);
  });

  it("are 3,000 characters at most, of which marks are none", () => {
    const marks = '<break time="1s"/>'.repeat(10);
    expect(faults(call(`<speak>${good.padEnd(3000, "x")}${marks}</speak>`))).toEqual([]);
    expect(faults(call(`<speak>${good.padEnd(3001, "x")}${marks}</speak>`))).toHaveLength(1);
  });

  it("say who calls behind marks, too", () => {
    expect(faults(call('<speak><lang xml:lang="en-US. Or. Not">{{ clinic.name }}</lang></speak>'))).toEqual(
      [],
    );
  });

  it("are made in languages that have a voice, each of which is named", () => {
    expect(faults(call(good, { language: "vi" }))).toEqual([
      "Calls are made in en, es, fr, fr-CA, pt: leave vi to another channel.",
    ]);
  });

  it("are refused at the body", () => {
    const hidden = call("Please come.");
    expect(voiceFaults(aDraft([hidden]), hidden, hidden.body).map(({ pointer }) => pointer)).toEqual([
      "/body",
    ]);
  });

  it("escape a name in what is marked up", () => {
    const template = aTemplate({ variants: [call("<speak>Hi {{ patient.given }}</speak>")] });
    const variables = { patient: { given: "Tom & Ann" } };
    const said = render(template, { channel: "voice", language: "en", policy: aPolicy(), variables });
    expect(said).toMatchObject({ ok: true, body: "<speak>Hi Tom &amp; Ann</speak>" });
  });
});
