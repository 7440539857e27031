import fc from "fast-check";
import { expect, it } from "vitest";
import { isPrintable, isPrintedLanguage } from "#lib/domain/letter/printable.ts";
import { blocksOf } from "#lib/domain/letter/prose.ts";
import { letterReference } from "#lib/domain/letter/reference.ts";

/** A block on one line: what stands before it, and **bold** as it was. */
const seen = (text: string): string[] =>
  blocksOf(text).map((block) => {
    const runs = block.runs.map(({ text: words, bold }) => (bold ? `<b>${words}</b>` : words)).join("");
    return `${block.kind === "item" ? block.mark : block.kind[0]} ${runs}`;
  });

it.each([
  ["one\ntwo\n\nthree", ["p one two", "p three"]],
  ["# Your visit\nPlease **come**.", ["h Your visit", "p Please <b>come</b>."]],
  ["Bring:\n- a **list**\n- your card", ["p Bring:", "• a <b>list</b>", "• your card"]],
  ["1. Call\n2) Come", ["1. Call", "2. Come"]],
  ["See [our page](https://a.example/x).", ["p See our page (https://a.example/x)."]],
  ["[https://a.example](https://a.example)", ["p https://a.example"]],
  ["[ https://a.example ](https://a.example)", ["p https://a.example"]],
  ["[no](http://a.example) 2 * 3 ** 4 **", ["p [no](http://a.example) 2 * 3 ** 4 **"]],
  [" \n\n ", []],
])("%j is printed as %j", (text, expected) => {
  expect(seen(text)).toEqual(expected);
});

it("begins and ends with what is bold, where that stands there", () => {
  expect(blocksOf("**Please come**")).toEqual([
    { kind: "paragraph", runs: [{ text: "Please come", bold: true }] },
  ]);
});

it("loses no word, whatever is written", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const mark = fc.constantFrom("", "- ", "1. ", "# ", "**", "\n", "\n\n", " ");
  fc.assert(
    fc.property(fc.array(fc.tuple(mark, word, mark), { maxLength: 30 }), (parts) => {
      const text = parts.map((part) => part.join("")).join(" ");
      const letters = (of: string) => of.replace(/[^a-z]/g, "");
      const printed = blocksOf(text).flatMap(({ runs }) => runs.map((run) => run.text));
      expect(letters(printed.join(""))).toBe(letters(text));
    }),
  );
});

it.each([
  ["¿Cómo está, María Muñoz?", true],
  ["Trần Thị Ngọc, Łukasz, Șerban, Ğökçe", true],
  ["Привет, Αλέξης", true],
  ["مرحبا", false],
  ["שלום", false],
  ["您好", false],
  ["नमस्ते", false],
  ["สวัสดี", false],
  ["안녕하세요", false],
])("prints %s: %s", (text, expected) => {
  expect(isPrintable(text)).toBe(expected);
});

it.each([
  ["en-US es fr pt vi pl tr", true],
  ["el ru uk sr", true],
  ["zh-Latn ar-Latn", true],
  ["ar he fa ur hi th zh ja ko am", false],
  ["sr-Arab zh-Hant", false],
  ["qaa, of which nobody knows the script,", true],
])("knows of %s whether it is printed: %s", (languages, expected) => {
  for (const language of languages.replace(/,.*/, "").split(" "))
    expect(isPrintedLanguage(language), language).toBe(expected);
});

it("takes what is no language for printed: its letters decide", () => {
  expect(isPrintedLanguage("none of all")).toBe(true);
});

it("has the reference that was printed before an upgrade: a letter comes back weeks later", () => {
  expect(letterReference("out_0123456789abcdefghjkmnpqrs_direct_0123456789", 1)).toBe("CG36-6ZYR");
});

it("has a reference that is one letter's own and tells nobody anything", () => {
  const of = (attempt: number) =>
    letterReference("out_0123456789abcdefghjkmnpqrs_direct_0123456789", attempt);
  expect(of(1)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(of(1)).not.toBe(of(2));
  expect(of(1)).toBe(of(1));
});
