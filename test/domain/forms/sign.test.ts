import { describe, expect, it } from "vitest";
import type { Signature } from "#lib/domain/forms/form.ts";
import { type Signing, sealed, signed, unsigned, wordingOf } from "#lib/domain/forms/sign.ts";
import { stepsOf } from "#lib/domain/forms/steps.ts";
import { asking, asks, text, told } from "#test/support/forms.ts";

const mark = { extension: [{ url: "urn:followthrough:form:signature", valueBoolean: true }] };
const form = asking(asks("a", mark), asks("b", { ...mark, text: "Sign here" }), asks("c", { text: "Name" }));
const [step] = stepsOf(form);
if (!step) throw new Error("no page");
const how: Signing = { intends: () => true, at: "2026-06-02T15:00:00.000Z", language: "en" };
const signature = (linkId: string, more: Partial<Signature> = {}): Signature => ({
  linkId,
  name: "Maria",
  at: "2026-06-01T15:00:00.000Z",
  wording: wordingOf(step),
  language: "en",
  intent: true,
  ...more,
});

describe("a page signs", () => {
  const made = (was: Signature[], response = told(text("a", "Maria")), more: Partial<Signing> = {}) =>
    signed(was, step, response, { ...how, ...more }).map(({ linkId, name, at }) => [linkId, name, at]);
  const [old, now] = ["2026-06-01T15:00:00.000Z", "2026-06-02T15:00:00.000Z"];

  it.each<[string, Signature[], string[][]]>([
    ["a name", [], [["a", "Maria", now]]],
    ["no name again that is signed", [signature("a")], [["a", "Maria", old]]],
    ["a name that another item had", [signature("b")], [["a", "Maria", now]]],
    ["a name anew under other words", [signature("a", { wording: "other" })], [["a", "Maria", now]]],
    [
      "beside what another page signed",
      [signature("z")],
      [
        ["z", "Maria", old],
        ["a", "Maria", now],
      ],
    ],
  ])("%s", (_, was, signatures) => expect(made(was)).toEqual(signatures));

  it("what is a signature, and nothing else that was written", () => {
    const response = told(text("a", "Maria"), text("b", "Mario"), text("c", "Lopez"));
    expect(made([], response)).toEqual([
      ["a", "Maria", now],
      ["b", "Mario", now],
    ]);
    expect(made([], response, { intends: (linkId) => linkId === "b" })).toEqual([["b", "Mario", now]]);
  });

  it("a name that came as an attachment, none without one, and at most 200 letters of it", () => {
    const titled = { linkId: "a", answer: [{ valueAttachment: { title: "Maria" } }] };
    expect(made([], told(titled))).toEqual([["a", "Maria", now]]);
    expect(made([], told({ linkId: "a" }))).toEqual([]);
    expect(made([], told({ linkId: "a", answer: [{}] }))).toEqual([]);
    const long = told(text("a", "x".repeat(201)));
    expect(made([], long)).toEqual([["a", "x".repeat(200), now]]);
    expect(made([signature("a", { name: "x".repeat(200) })], long)).toEqual([["a", "x".repeat(200), old]]);
  });

  it("words that are digested one by one", () => {
    const of = (...texts: (string | undefined)[]) =>
      wordingOf({
        from: 0,
        items: texts.map((one, i) => ({ linkId: String(i), type: "string", text: one })),
      });
    expect(of("ab", "c")).not.toBe(of("a", "bc"));
    expect(of("ab", undefined)).toBe(of("ab"));
  });

  it("all the answers, none among them, which is another seal than some", () => {
    const [none] = sealed([signature("a")], { ...told(), item: undefined });
    const [empty] = sealed([signature("a")], told());
    const [some] = sealed([signature("a")], told(text("a")));
    expect(none?.signed).toBe(empty?.signed);
    expect(some?.signed).not.toBe(empty?.signed);
  });
});

describe("a name is not signed", () => {
  const missing = (name: string, ...signatures: Signature[]) =>
    unsigned(form, told(text("a", name), text("c", "Lopez")), signatures).map(({ linkId }) => linkId);

  it.each([
    ["without a signature", "Maria", [], ["a"]],
    ["by the signature of another name", "Mario", [signature("a")], ["a"]],
    ["by the signature of another item", "Maria", [signature("b")], ["a"]],
    ["unless it is", "Maria", [signature("b"), signature("a")], []],
    ["unless its 200 letters are", "x".repeat(201), [signature("a", { name: "x".repeat(200) })], []],
  ])("%s", (_, name, signatures, items) => expect(missing(name, ...signatures)).toEqual(items));

  it("and is told as an error of its item", () => {
    expect(unsigned(form, told(text("a", "Maria")), [])).toEqual([
      {
        code: "unsigned",
        severity: "error",
        path: "QuestionnaireResponse",
        linkId: "a",
        text: "The name is not marked as a signature.",
      },
    ]);
    expect(unsigned(form, told(), [])).toEqual([]);
  });
});
