import { expect, it } from "vitest";
import { understand } from "#lib/domain/reply/understand.ts";
import { describeWithSharedData, sharedJson, sharedLines } from "#test/support/shared-data.ts";

const asked = ["confirmed", "declined", "reschedule"];

describeWithSharedData("the opt-out words that regulators and carriers name", () => {
  type Listed = Record<string, { perSe?: string[]; optOut?: string[] }>;
  const listed = Object.values(sharedJson<Listed>("03-sms/opt-out-keywords.json")).flatMap((source) => [
    ...(source.perSe ?? []),
    ...(source.optOut ?? []),
  ]);
  it.each([...new Set(listed)])("opts out on %s", (word) => {
    for (const text of [word, word.toLowerCase(), ` ${word.toUpperCase()} `, `${word}.`])
      expect(understand(text, { asked })).toMatchObject({ meaning: "stop", by: "keyword" });
  });
});

describeWithSharedData("real texts (UCI SMS Spam Collection)", () => {
  const texts = sharedLines<{ text: string }>("03-sms/uci-sms-with-segments.ndjson").map((line) => line.text);
  const opted = texts.filter((text) => understand(text).meaning === "stop");

  it("opts none out by keyword", () => {
    expect(texts.length).toBeGreaterThan(1000);
    expect(opted.filter((text) => understand(text).by === "keyword")).toEqual([]);
  });

  it("opts out by phrase only where the text itself speaks of opting out", () => {
    expect(opted.length / texts.length).toBeLessThan(0.01);
    for (const text of opted) expect(text).toMatch(/stop|opt.?out|unsubscribe|not contact me/i);
  });
});

describeWithSharedData("crowd-written replies (CLINC150)", () => {
  const lines = sharedLines<{ text: string; intent: string }>("03-sms/replies-clinc150.ndjson");
  const share = (of: typeof lines, meaning: string[]): number =>
    of.filter(({ text }) => meaning.includes(understand(text, { asked }).meaning)).length / of.length;
  const intent = (...names: string[]) => lines.filter((line) => names.includes(line.intent));

  it("answers for nobody who spoke of something else", () => {
    const elsewhere = lines.filter(({ intent: name }) => !["yes", "no", "cancel_reservation"].includes(name));
    expect(share(intent("oos"), ["confirmed", "declined"])).toBe(0);
    expect(share(elsewhere, ["confirmed", "declined"])).toBeLessThan(0.01);
    expect(share(intent("maybe"), ["confirmed", "declined", "reschedule"])).toBe(0);
  });

  it("never takes a yes for a no, nor a no for a yes", () => {
    expect(share(intent("yes"), ["declined", "reschedule"])).toBe(0);
    expect(share(intent("no"), ["confirmed", "reschedule"])).toBe(0);
  });

  // The rest judge a statement ("that is false"): of a visit it would mean that its facts are wrong, so staff read it.
  it("understands most of the answers that answer", () => {
    expect(share(intent("yes"), ["confirmed"])).toBeGreaterThan(0.55);
    expect(share(intent("no"), ["declined"])).toBeGreaterThan(0.25);
  });
});

describeWithSharedData("yes and no (Recognizers-Text)", () => {
  type Choice = { input: string; expected: { value: boolean }[] };
  // The eight languages of which cases are there: how many, and how many were understood. None may be taken wrongly.
  it.each([
    ["Arabic", "ar", 14, 5],
    ["Chinese", "zh", 35, 27],
    ["English", "en", 11, 6],
    ["German", "de", 12, 8],
    ["Hindi", "hi", 18, 10],
    ["Italian", "it", 20, 11],
    ["Spanish", "es", 7, 4],
    ["Turkish", "tr", 18, 12],
  ] as const)(
    "%s: never one for the other, and what is left to a person is counted",
    (name, language, all, most) => {
      const cases = sharedJson<Choice[]>(`03-sms/yes-no/${name}.json`);
      const wanted = cases.map(({ expected }) => (expected[0]?.value ? "confirmed" : "declined"));
      const heard = cases.map(({ input }) => understand(input, { asked, language }).meaning);
      const right = heard.filter((meaning, i) => meaning === wanted[i]);
      expect(heard.filter((meaning, i) => meaning !== wanted[i] && meaning !== "unclear")).toEqual([]);
      expect([cases.length, right.length]).toEqual([all, most]);
    },
  );

  it("takes no word of another language than the patient's for an answer", () => {
    const others = sharedJson<Choice[]>("03-sms/yes-no/Hindi.json").filter(({ input }) => !/👌/u.test(input));
    expect(others.map(({ input }) => understand(input, { asked, language: "de" }).meaning)).toEqual(
      others.map(() => "unclear"),
    );
  });
});
