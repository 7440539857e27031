import { describe, expect, it } from "vitest";
import { render } from "#lib/domain/content/render.ts";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import type { Template } from "#lib/domain/content/template.ts";
import { dirOf } from "#lib/domain/patient/languages.ts";
import type { Channel } from "#lib/domain/words.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { aReach, aTemplate } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";
import { aWorld } from "#test/support/world.ts";

const tags = [
  "en",
  "es-419",
  "fr",
  "zh",
  "pt-BR",
  "ru",
  "hi",
  "ur",
  "id",
  "ar",
  "tl",
  "so",
  "ne",
  "km",
] as const;
type Sentence = Record<(typeof tags)[number], string>;

/** Braces would be Liquid: none of the sentences has any. */
const templateOf = (sentence: Sentence, channel: Channel = "sms"): Template =>
  aTemplate({
    variants: tags.map((language) => ({ channel, language, subject: "s", body: sentence[language] })),
  });
/** A mark that nobody sees turns a line from right to left which begins with a Latin word. */
const unmarked = (body: string): string => body.replace(/^\u200f/, "");
const isBeyondGsm = (text: string): boolean =>
  /[^\n\r !-#%-?A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ@$^{}\\[~\]|€]/.test(text);

describeWithSharedData("what was written in 14 languages (TICO-19)", () => {
  const sentences = sharedLines<Sentence>("05-readability/tico19-multilingual.ndjson");
  /** Every so many, of each language. */
  const some = sentences.filter((_, i) => i % 40 === 0);

  it.each(tags)("%s is rendered byte for byte, of all 400 sentences", (language) => {
    expect(sentences).toHaveLength(400);
    const policy = { language: "en" };
    for (const sentence of sentences) {
      const made = render(templateOf(sentence), { channel: "sms", language, policy, variables: {} });
      if (!made.ok) throw new Error(`${language}: ${made.reason}`);
      expect([made.language, Buffer.from(unmarked(made.body))]).toEqual([
        language,
        Buffer.from(sentence[language]),
      ]);
    }
  });

  it.each(tags)("%s leaves as it was written, through gate, envelope and channel", async (language) => {
    for (const sentence of some) {
      const who = { ...aReach().who, language };
      const d = await delivery({ template: templateOf(sentence), reach: aReach({ who }) });
      expect(await d.trigger()).toBe("sent");
      expect(d.sent.map((e) => [e.language, unmarked(e.body)])).toEqual([[language, sentence[language]]]);
    }
  });

  it.each(tags)("%s is counted in the parts it takes", (language) => {
    for (const { [language]: text } of sentences) {
      const { encoding, units, segments } = segmentsOf(text);
      if (!isBeyondGsm(text)) expect([encoding, text]).toEqual(["GSM-7", text]);
      else {
        expect([encoding, units]).toEqual(["UCS-2", text.length]);
        const atLeast = text.length <= 70 ? 1 : Math.ceil(text.length / 67);
        // A letter of several marks is not cut, so that a part may stay short of some units.
        expect(segments).toBeGreaterThanOrEqual(atLeast);
        expect(segments).toBeLessThanOrEqual(text.length <= 70 ? 1 : Math.ceil(text.length / 57));
      }
    }
  });

  it("is kept byte for byte when a patient writes it, and goes to a person", async () => {
    const world = await aWorld();
    for (const [i, language] of tags.entries()) {
      const from = `+120255501${30 + i}`;
      const contactPoints = [{ channel: "sms" as const, address: from }];
      const id = await world.patient(`p-${language}`, { language, contactPoints });
      for (const [n, sentence] of some.slice(0, 2).entries()) {
        const text = sentence[language];
        await receiveMessage(world.ports, {
          ...{ messageId: `${language}-${n}`, channel: "sms", from, text },
          at: world.clock.now(),
        });
      }
      const kept = (await world.own("message", id)).map(({ data }) => data.text);
      const written = some.slice(0, 2).map((sentence) => sentence[language]);
      for (const text of written) expect(kept).toContain(text);
    }
  });

  it("opts nobody out by what the sentences say, in any language", async () => {
    const { understand } = await import("#lib/domain/reply/understand.ts");
    for (const language of tags)
      for (const { [language]: text } of sentences)
        expect([text, understand(text, { asked: ["confirmed", "declined"], language }).meaning]).toEqual([
          text,
          "unclear",
        ]);
  });

  it("stands from right to left in Arabic and Urdu, and nowhere else", () => {
    expect(tags.filter((tag) => dirOf(tag) === "rtl")).toEqual(["ur", "ar"]);
    const html = (language: (typeof tags)[number]) => {
      const sentence = Object.fromEntries(tags.map((t) => [t, `<p>${some[0]?.[t]}</p>`])) as Sentence;
      const made = render(templateOf(sentence, "email"), {
        ...{ channel: "email", language, policy: { language: "en" }, variables: {} },
      });
      return made.ok && made.body;
    };
    for (const tag of tags) expect(/dir="rtl"/.test(html(tag) || "")).toBe(tag === "ur" || tag === "ar");
  });

  it.each([
    ["zh-Hans-CN", "zh"],
    ["fr-CA", "fr"],
    ["ar-EG", "ar"],
    ["pt-BR", "pt-BR"],
    ["PT-br", "pt-BR"],
    ["es-419", "es-419"],
    // A shorter form is looked for, never another region's.
    ["es-MX", "en"],
    ["pt-PT", "en"],
    ["sw", "en"],
  ])("speaks %s in %s", (language, spoken) => {
    const made = render(templateOf(sentences[0] as Sentence), {
      ...{ channel: "sms", language, policy: { language: "en" }, variables: {} },
    });
    expect(made.ok && made.language).toBe(spoken);
  });
});

describe("a language's own letters", () => {
  it("are told from those that GSM-7 has", () => {
    expect([isBeyondGsm("Grüße, ¿cómo está? €5 {x}"), isBeyondGsm("Grüße €5 {x}"), isBeyondGsm("“")]).toEqual(
      [true, false, true],
    );
  });
});
