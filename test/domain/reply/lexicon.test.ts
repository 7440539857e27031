import { describe, expect, it } from "vitest";
import { cover, lexicon, longestAt, whole, within } from "#lib/domain/reply/lexicon.ts";

const of = (...patterns: string[]) => lexicon({ en: { yes: { said: patterns } } });
const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
const end = (pattern: string, text: string) => longestAt(of(pattern), words(text), 0)?.to;

describe("a pattern", () => {
  it.each([
    ["go ahead", "go ahead then", 2],
    ["go ahead", "go", undefined],
    ["yes|yep", "yep", 1],
    ["all_right|right", "all right", 2],
    ["all_right|right", "all", undefined],
    ["of_course i|we? come", "of course come", 3],
    ["of_course i|we? come", "of course we come", 4],
    ["oh? dear? yes", "yes", 1],
    ["oh? dear? yes", "dear yes", 2],
    ["oh? dear? yes", "oh dear yes", 3],
    ["oh? yes", "oh", undefined],
    ["stop stop?", "stop stop stop", 2],
    ["oui|d'accord", "daccord", 1],
    ["Sí", "si", 1],
    ["yes?", "no", undefined],
    ["yes", "", undefined],
  ])("%j reads of %j that many words: %s", (pattern, text, read) => expect(end(pattern, text)).toBe(read));
});

describe("of several patterns", () => {
  const known = lexicon({
    en: { yes: { short: ["go"], long: ["go ahead", "go right ahead"] }, no: { plain: ["no", "go away"] } },
    es: { no: { plain: ["no"] } },
  });

  it.each([
    ["the longest stands", "go ahead", { meaning: "yes", rule: "en.yes.long", from: 0, to: 2 }],
    ["a shorter one, where the longer is not all there", "go on", { rule: "en.yes.short", to: 1 }],
    ["the first, of those that are as long", "no", { meaning: "no", rule: "en.no.plain", to: 1 }],
  ])("%s", (_, text, match) => expect(longestAt(known, words(text), 0)).toMatchObject(match));

  it("those of a further table come after, and stay out of the first one", () => {
    const more = lexicon({ it: { yes: { plain: ["no", "certo"] } } }, known);
    expect(longestAt(more, ["no"], 0)?.rule).toBe("en.no.plain");
    expect(longestAt(more, ["certo"], 0)?.rule).toBe("it.yes.plain");
    expect(longestAt(known, ["certo"], 0)).toBeUndefined();
  });

  it("one is the whole text or none is", () => {
    expect(whole(known, words("go right ahead"))?.to).toBe(3);
    expect(whole(known, words("go ahead now"))).toBeUndefined();
    expect(whole(known, [])).toBeUndefined();
  });

  it("some make up the text, one after the other, or a word is left over", () => {
    expect(cover(known, words("no go ahead"))?.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 3],
    ]);
    expect(cover(known, words("no maria go"))).toBeUndefined();
    expect(cover(known, [])).toEqual([]);
  });

  it("the first is found anywhere in the text, unless it is one to look past", () => {
    expect(within(known, words("please go away"))?.rule).toBe("en.no.plain");
    expect(within(known, words("no please go"), ({ meaning }) => meaning === "no")?.from).toBe(2);
    expect(within(known, words("please maria"))).toBeUndefined();
  });
});
