import { describe, expect, it } from "vitest";
import { isEnabled } from "#lib/domain/forms/enable.ts";
import { pruned } from "#lib/domain/forms/prune.ts";
import type { EnableWhen, ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { anItem, asking, asks, blank, group, on, text, told } from "#test/support/forms.ts";

describe("an item is asked", () => {
  const five = [{ linkId: "a", answer: [{ valueInteger: 5 }] }];
  const when = (operator: string, answer: object): Partial<EnableWhen> => ({
    question: "a",
    operator: operator as EnableWhen["operator"],
    ...answer,
  });
  const asked = (...enableWhen: Partial<EnableWhen>[]) =>
    isEnabled(anItem({ linkId: "b", enableWhen }), [undefined, five]);

  it.each([
    ["below a number it is not", when("<", { answerInteger: 5 }), false],
    ["below a number it is", when("<", { answerInteger: 6 }), true],
    ["below a smaller number it is not", when("<", { answerInteger: 4 }), false],
    ["at most its number", when("<=", { answerInteger: 5 }), true],
    ["at most a smaller number it is not", when("<=", { answerInteger: 4 }), false],
    ["at most a larger number", when("<=", { answerInteger: 6 }), true],
    ["at least its number", when(">=", { answerInteger: 5 }), true],
    ["at least a larger number it is not", when(">=", { answerInteger: 6 }), false],
    ["by a comparison that cannot be made it is not", when(">=", { answerString: "5" }), false],
    ["by a condition that waits for nothing it is not", when("!=", {}), false],
    [
      "by a question that nobody answered it is not",
      { ...when("=", { answerInteger: 5 }), question: "z" },
      false,
    ],
  ])("%s", (_, condition, is) => expect(asked(condition)).toBe(is));

  it("without a condition, in either way of joining none, and not where an expression says no", () => {
    expect(isEnabled(anItem({ enableWhen: [], enableBehavior: "any" }), [])).toBe(true);
    expect(isEnabled(anItem({}), [], new Set(["a"]))).toBe(false);
    expect(isEnabled(anItem({}), [], new Set(["b"]))).toBe(true);
  });
});

describe("what is no longer asked is dropped", () => {
  const form = asking(
    asks("a"),
    group("g", [asks("b", on("a")), asks("c")]),
    asks("q", { item: [asks("d", on("a"))] }),
  );
  const inGroup = (...item: ResponseItem[]): ResponseItem => ({ linkId: "g", item });
  const below = (...item: ResponseItem[]): ResponseItem => ({
    linkId: "q",
    answer: [{ valueString: "x", item }],
  });

  it.each<[string, ResponseItem[], ResponseItem[]]>([
    [
      "not while it is asked",
      [text("a"), inGroup(text("b")), below(text("d"))],
      [text("a"), inGroup(text("b")), below(text("d"))],
    ],
    ["from a group", [inGroup(text("b"), text("c"))], [inGroup(text("c"))]],
    ["with a group that it leaves empty", [inGroup(text("b"))], []],
    ["from an answer's own questions", [below(text("d"))], [below()]],
    ["where the form does not have it", [text("z"), inGroup(text("z"), text("c"))], [inGroup(text("c"))]],
    ["where it says nothing", [{ linkId: "a" }, { linkId: "a", answer: [] }, inGroup()], []],
  ])("%s", (_, given, left) => expect(pruned(form, told(...given)).item).toEqual(left));

  it("where the form asks nothing below it", () => {
    const given = { linkId: "a", item: [text("z")], answer: [{ valueString: "x", item: [text("z")] }] };
    expect(pruned(form, told(given)).item).toEqual([
      { linkId: "a", answer: [{ valueString: "x", item: [] }] },
    ]);
  });

  it("where an expression switches it off, and nothing where nothing is told", () => {
    expect(pruned(form, told(text("a"), inGroup(text("c"))), new Set(["c"])).item).toEqual([text("a")]);
    expect(pruned({ resourceType: "Questionnaire" }, { ...blank, item: undefined }).item).toEqual([]);
  });
});
