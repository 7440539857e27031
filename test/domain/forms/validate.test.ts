import { describe, expect, it } from "vitest";
import type { ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { fitsType } from "#lib/domain/forms/types.ts";
import { isAccepted, validateResponse } from "#lib/domain/forms/validate.ts";
import { anItem, asking, asks, blank, core, text } from "#test/support/forms.ts";

type Status = "completed" | "amended" | "in-progress";
const found = (items: object[], given: ResponseItem[] | undefined, status: Status = "completed") =>
  validateResponse(asking(...items), { ...blank, status, item: given });

/** What is found, as `code path`, the path below the response. */
const told = (items: object[], given: ResponseItem[] | undefined, status?: Status): string[] =>
  found(items, given, status).map(({ code, path, text }) => {
    expect(text, "words for a developer").toMatch(/\w.*\.$/);
    return [code, path.replace(/^QuestionnaireResponse\.?/, "")].filter(Boolean).join(" ");
  });

const times = (name: string, valueInteger: number) => core(`questionnaire-${name}`, { valueInteger });
const never = { enableWhen: [{ question: "x", operator: "exists", answerBoolean: true }] };

describe("a response", () => {
  const two = [asks("a"), asks("b")];

  it.each<[string, object[], ResponseItem[] | undefined, string[]]>([
    ["with nothing", two, undefined, []],
    ["with its answers in order", two, [text("a"), text("b")], []],
    ["with them in another order", two, [text("b"), text("a")], ["order item[1]"]],
    ["with an item the form does not have", two, [text("a"), text("z"), text("b")], ["unknown_item item[1]"]],
    [
      "that goes back after it went on",
      [...two, asks("c")],
      [text("c"), text("z"), text("b")],
      ["unknown_item item[1]", "order item[2]"],
    ],
    ["with a question twice", two, [text("a"), text("a")], ["too_many item[1]"]],
    ["with two answers where one is asked", two, [text("a", "x", "y")], ["too_many item[0]"]],
    [
      "with a question's items beside its answer",
      two,
      [{ ...text("a"), item: [] }],
      ["group_answered item[0]"],
    ],
    ["with an answer that says nothing", two, [{ linkId: "a", answer: [{}] }], []],
    [
      "with a text where a number is asked",
      [asks("a", { type: "integer" })],
      [text("a")],
      ["type item[0].answer[0]"],
    ],
    [
      "with what is not offered",
      [asks("a", { type: "choice", answerOption: [{ valueString: "y" }] })],
      [text("a")],
      ["option item[0].answer[0]"],
    ],
    [
      "with a text too long",
      [asks("a", { maxLength: 1 })],
      [text("a", "xy")],
      ["too_long item[0].answer[0]"],
    ],
    [
      "with a second answer too long",
      [asks("a", { maxLength: 1, repeats: true })],
      [text("a", "x", "xy")],
      ["too_long item[0].answer[1]"],
    ],
    ["with a display", [asks("a", { type: "display" })], [{ linkId: "a" }, { linkId: "a", answer: [] }], []],
    [
      "with a display that was answered",
      [asks("a", { type: "display" })],
      [text("a")],
      ["display_answered item[0]"],
    ],
    ["with what was not asked", [asks("a", never)], [text("a")], ["not_enabled item[0]"]],
    [
      "with a group that was not asked",
      [asks("a", { ...never, type: "group", item: two })],
      [{ linkId: "a", item: [text("b")] }],
      ["not_enabled item[0]"],
    ],
    [
      "with an empty place of what was not asked",
      [asks("a", never)],
      [{ linkId: "a" }, { linkId: "a", answer: [], item: [] }],
      [],
    ],
  ])("%s", (_, items, given, codes) => expect(told(items, given)).toEqual(codes));

  it("tells item, place, limit and words of each fault", () => {
    expect(found([asks("a", { maxLength: 1 })], [text("a", "xy")])).toEqual([
      {
        code: "too_long",
        severity: "error",
        path: "QuestionnaireResponse.item[0].answer[0]",
        linkId: "a",
        text: "Longer than 1 characters.",
        limit: "1",
      },
    ]);
    expect(found([asks("a", { type: "integer" })], [text("a")])).toEqual([
      {
        code: "type",
        severity: "error",
        path: "QuestionnaireResponse.item[0].answer[0]",
        linkId: "a",
        text: "integer expected, String given.",
      },
    ]);
    const [, more] = found(
      [asks("a", { repeats: true, extension: [times("maxOccurs", 2)] })],
      [text("z"), text("a", "1", "2", "3")],
    );
    expect(more).toMatchObject({ code: "too_many", limit: "2", linkId: "a" });
    expect(
      found(
        [asks("a", { type: "reference" })],
        [{ linkId: "a", answer: [{ valueReference: { reference: "Doctor/1" } }] }],
      )[0],
    ).not.toHaveProperty("limit");
  });

  it("with a warning is accepted, with an error not", () => {
    const warned = found([asks("a")], [text("a", "x\ny")]);
    expect(warned.map(({ code }) => code)).toEqual(["line_break"]);
    expect([warned, [], found([asks("a", { required: true })], [])].map(isAccepted)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("what must be answered", () => {
  const must = asks("a", { required: true });
  const least = (n: number) => asks("a", { repeats: true, extension: [times("minOccurs", n)] });

  it.each<[string, object[], ResponseItem[], Status, string[]]>([
    ["is missed in a finished response", [must], [], "completed", ["required"]],
    ["is missed in a response that was amended", [must], [], "amended", ["required"]],
    ["is not yet missed in one that is not finished", [must], [], "in-progress", []],
    ["is missed where its place is empty", [must], [{ linkId: "a" }], "completed", ["required item[0]"]],
    ["is not missed where nobody can write it", [{ ...must, readOnly: true }], [], "completed", []],
    ["is not missed where it is not asked", [{ ...must, ...never }], [], "completed", []],
    ["as often as it says", [least(2)], [text("a", "x", "y")], "completed", []],
    ["is missed below that", [least(2)], [text("a", "x")], "completed", ["too_few item[0]"]],
    ["is told once where there is nothing", [{ ...least(1), required: true }], [], "completed", ["too_few"]],
    [
      "is too much above its most, finished or not",
      [asks("a", { repeats: true, extension: [times("maxOccurs", 1)] })],
      [text("a", "x", "y")],
      "in-progress",
      ["too_many item[0]"],
    ],
    [
      "has no most where it repeats",
      [asks("a", { repeats: true })],
      [text("a", ..."abcdefghijklmnop")],
      "completed",
      [],
    ],
  ])("%s", (_, items, given, status, codes) => expect(told(items, given, status)).toEqual(codes));
});

describe("a group", () => {
  const must = asks("b", { required: true });
  const group = (more: object = {}) => asks("g", { type: "group", item: [must], ...more });
  const of = (...item: ResponseItem[]): ResponseItem => ({ linkId: "g", item });

  it.each<[string, object, ResponseItem[], string[]]>([
    ["with its answers", {}, [of(text("b"))], []],
    ["left out misses what it must ask", {}, [], ["required"]],
    ["left out with nothing that it must ask", { item: [asks("b")] }, [], []],
    ["that may repeat and was left out misses nothing", { repeats: true }, [], []],
    ["that must be there and was left out is missed itself, once", { required: true }, [], ["required"]],
    [
      "that must be there and is empty",
      { required: true, item: [asks("b")] },
      [of()],
      ["group_empty item[0]"],
    ],
    ["that may be there and is empty", { item: [asks("b")] }, [of()], []],
    ["that was answered itself", {}, [{ ...of(text("b")), answer: [] }], ["group_answered item[0]"]],
    ["that is there twice", {}, [of(text("b")), of(text("b"))], ["too_many item[0]"]],
    [
      "that repeats misses in each what it must ask",
      { repeats: true },
      [of(text("b")), of()],
      ["required item[1]"],
    ],
    ["with an item that is not its", {}, [of(text("b"), text("z"))], ["unknown_item item[0].item[1]"]],
  ])("%s", (_, more, given, codes) => expect(told([group(more)], given)).toEqual(codes));

  it("that is empty is no fault before the response is finished", () => {
    expect(told([group({ required: true })], [of()], "in-progress")).toEqual([]);
  });
});

describe("a question's own questions", () => {
  const asked = [asks("a", { item: [asks("b", { required: true })] })];
  const inner = (...item: ResponseItem[]): ResponseItem => ({
    linkId: "a",
    answer: [{ valueString: "x", item }],
  });

  it.each<[string, ResponseItem[], string[]]>([
    ["are answered in its answer", [inner(text("b"))], []],
    ["are missed in its answer", [inner()], ["required item[0].answer[0]"]],
    ["are missed where it has none", [], ["required"]],
    ["are held to the form there", [inner(text("b"), text("z"))], ["unknown_item item[0].answer[0].item[1]"]],
  ])("%s", (_, given, codes) => expect(told(asked, given)).toEqual(codes));
});

describe("an answer that stands alone", () => {
  const alone = { extension: [core("questionnaire-optionExclusive", { valueBoolean: true })] };
  const answerOption = [{ valueString: "x" }, { valueString: "y" }, { valueString: "none", ...alone }];
  const of = (type: string, ...values: string[]) =>
    told([asks("a", { type, repeats: true, answerOption })], [text("a", ...values)]);

  it.each([
    ["is taken alone", ["none"], []],
    ["is not taken beside another", ["x", "none"], ["exclusive item[0]"]],
    ["is not taken before another", ["none", "x"], ["exclusive item[0]"]],
    ["does not touch the others", ["x", "y"], []],
  ])("%s", (_, values, codes) => expect(of("choice", ...values)).toEqual(codes));

  it("does not touch words of one's own, and is not taken beside them", () => {
    expect(of("open-choice", "mine", "x")).toEqual([]);
    expect(of("open-choice", "mine", "none")).toEqual(["exclusive item[0]"]);
    expect(told([asks("a", { repeats: true })], [text("a", "x", "y")])).toEqual([]);
  });
});

describe("an answer is of its item's type", () => {
  const options = [{ valueInteger: 1 }, { valueString: "x" }];
  it.each<[object, string, unknown, boolean, boolean]>([
    [{ type: "integer" }, "Integer", 1, false, true],
    [{ type: "integer" }, "Integer", 1.5, false, false],
    [{ type: "decimal" }, "Integer", 1.5, false, true],
    [{ type: "decimal" }, "Decimal", 1.5, false, true],
    [{ type: "integer" }, "Decimal", 1, false, false],
    [{ type: "string" }, "String", "x", false, true],
    [{ type: "boolean" }, "String", "true", false, false],
    [{ type: "question" }, "Attachment", {}, false, true],
    [{ type: "choice" }, "Coding", {}, true, true],
    [{ type: "choice" }, "String", "x", false, true],
    [{ type: "choice" }, "String", "x", true, false],
    [{ type: "choice" }, "Integer", 1, false, false],
    [{ type: "open-choice" }, "String", "x", true, true],
    [{ type: "open-choice" }, "Integer", 1, true, false],
    [{ type: "choice", answerOption: options }, "Integer", 1, true, true],
    [{ type: "choice", answerOption: options }, "String", "x", true, true],
    [{ type: "choice", answerOption: options }, "Coding", {}, true, false],
    [{ type: "choice", answerOption: [options[0]] }, "String", "x", true, false],
    [{ type: "open-choice", answerOption: [options[0]] }, "String", "x", true, true],
    [{ type: "open-choice", answerOption: [options[0]] }, "Integer", 1, true, true],
    [{ type: "open-choice", answerOption: [options[0]] }, "Coding", {}, true, false],
  ])("%j takes a %s of %j (options known: %s): %s", (item, type, value, hasOptions, fits) => {
    expect(fitsType(anItem(item), { type, value } as never, hasOptions)).toBe(fits);
  });
});
