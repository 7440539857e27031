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
  it.each(["English", "Spanish"])("never takes one for the other in %s", (language) => {
    const cases = sharedJson<Choice[]>(`03-sms/yes-no/${language}.json`);
    const meanings = cases.map(({ input }) => understand(input, { asked }).meaning);
    cases.forEach(({ expected }, i) => {
      expect(meanings[i]).not.toBe(expected[0]?.value ? "declined" : "confirmed");
    });
    expect(meanings.filter((meaning) => meaning === "confirmed").length).toBeGreaterThan(cases.length / 2);
  });
});
