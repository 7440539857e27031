import { describe, expect, it } from "vitest";
import { type Field, fieldsOf, mostOf, type Question } from "#lib/domain/forms/fields.ts";
import type { Answer, ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { stepsOf } from "#lib/domain/forms/steps.ts";
import { anItem, asking, core, sdc } from "#test/support/forms.ts";

/** The fields of the page of one item, with what was answered. */
const shown = (item: object, given?: ResponseItem[], extra?: string): Field[] => {
  const questionnaire = asking({ linkId: "a", type: "string", ...item });
  return stepsOf(questionnaire).flatMap((step) => fieldsOf(questionnaire, step, given, undefined, extra));
};
const question = (item: object, ...answer: Answer[]): Question => {
  const given = answer.length > 0 ? [{ linkId: "a", answer }] : undefined;
  return shown(item, given)[0] as Question;
};
const control = (code: string) =>
  core("questionnaire-itemControl", { valueCodeableConcept: { coding: [{ code }] } });

describe("a question is shown", () => {
  it("with its own words, and nothing that it does not say", () => {
    expect(question({ text: "How are you?" })).toEqual({
      kind: "question",
      name: "q0",
      linkId: "a",
      label: "How are you?",
      required: false,
      readOnly: false,
      input: "text",
      choices: [],
      values: [""],
      units: [],
      help: [],
      fields: [],
    });
  });

  it.each([
    ["its number before its words", { prefix: "1.", text: "Name" }, { label: "1. Name" }],
    ["its link id where it has no words", {}, { label: "a" }],
    ["that it must be answered", { required: true }, { required: true }],
    ["that nobody may write in it", { readOnly: true }, { readOnly: true }],
    [
      "that it is calculated",
      { extension: [sdc("calculatedExpression", { valueExpression: {} })] },
      { readOnly: true },
    ],
    ["how long it may be", { maxLength: 5 }, { maxLength: 5 }],
    [
      "how it is written",
      { extension: [core("entryFormat", { valueString: "e.g. 60601" })] },
      { help: ["e.g. 60601"] },
    ],
  ])("with %s", (_, item, part) => expect(question(item)).toMatchObject(part));

  it.each([
    [{ type: "boolean" }, "one"],
    [{ type: "text" }, "lines"],
    [{ type: "integer" }, "integer"],
    [{ type: "quantity" }, "decimal"],
    [{ type: "choice" }, "text"],
    [{ type: "choice", answerOption: [{ valueString: "x" }] }, "one"],
    [{ type: "choice", repeats: true, answerOption: [{ valueString: "x" }] }, "many"],
    [{ type: "integer", answerOption: [{ valueInteger: 1 }] }, "one"],
    [{ type: "attachment" }, "attachment"],
    [
      { type: "attachment", extension: [core("questionnaire-signatureRequired", { valueCode: "x" })] },
      "signature",
    ],
  ])("%j by a field of its kind: %s", (item, input) => expect(question(item).input).toBe(input));

  it("with the help below it beside it, and what it asks in turn below", () => {
    const help = { linkId: "h", type: "display", text: "Look at your card.", extension: [control("help")] };
    const over = { linkId: "o", type: "display", text: "On its back.", extension: [control("flyover")] };
    const mute = { linkId: "m", type: "display", extension: [control("help")] };
    const note = { linkId: "n", type: "display", text: "And now:" };
    const unit = { linkId: "u", type: "display", text: "kg", extension: [control("unit")] };
    const more = { linkId: "b", type: "string", extension: [control("help")] };
    const { help: beside, fields } = question({ item: [help, over, mute, note, unit, more] });
    expect(beside).toEqual(["Look at your card.", "On its back."]);
    expect(fields).toMatchObject([
      { kind: "display", text: "And now:" },
      { kind: "display", text: "kg" },
      { kind: "question", name: "q0.2" },
    ]);
  });

  it("with what its own questions were answered, and only where that switches them on", () => {
    const inner = { linkId: "b", type: "string" };
    const last = {
      linkId: "c",
      type: "string",
      enableWhen: [{ question: "b", operator: "exists", answerBoolean: true }],
    };
    const item = { item: [inner, last] };
    expect(question(item).fields.map((one) => (one as Question).linkId)).toEqual(["b"]);
    const answered = question(item, {
      valueString: "x",
      item: [{ linkId: "b", answer: [{ valueString: "y" }] }],
    });
    expect(answered.fields).toMatchObject([
      { linkId: "b", values: ["y"] },
      { linkId: "c", values: [""] },
    ]);
  });
});

describe("a display is shown", () => {
  it("as its text, and not at all without one", () => {
    expect(shown({ type: "display", text: "Welcome" })).toEqual([{ kind: "display", text: "Welcome" }]);
    expect(shown({ type: "display" })).toEqual([]);
  });
});

describe("what was answered is shown", () => {
  it.each([
    ["as it was written", { type: "string" }, [{ valueString: "x" }], ["x"]],
    [
      "as a number without its unit",
      { type: "quantity" },
      [{ valueQuantity: { value: 5, code: "kg" } }],
      ["5"],
    ],
    [
      "as nothing where a unit has no number",
      { type: "quantity" },
      [{ valueQuantity: { code: "kg" } }],
      [""],
    ],
    [
      "as a field of a browser takes a date with its time",
      { type: "dateTime" },
      [{ valueDateTime: "2026-01-31T12:34:56Z" }],
      ["2026-01-31T12:34"],
    ],
    [
      "whole, however long",
      { type: "text" },
      [{ valueString: "1234567890123456789" }],
      ["1234567890123456789"],
    ],
    [
      "with a field for one more where it repeats",
      { repeats: true },
      [{ valueString: "x" }, { valueString: "y" }],
      ["x", "y", ""],
    ],
    [
      "without one where there may be no more",
      { repeats: true, extension: [core("questionnaire-maxOccurs", { valueInteger: 2 })] },
      [{ valueString: "x" }, { valueString: "y" }],
      ["x", "y"],
    ],
    ["as one blank field where there is nothing", { repeats: true }, [{}], [""]],
    [
      "by no text where it is a choice",
      { type: "choice", answerOption: [{ valueString: "x" }] },
      [{ valueString: "x" }],
      [],
    ],
    [
      "by no text where it is several",
      { type: "choice", repeats: true, answerOption: [{ valueString: "x" }] },
      [{ valueString: "x" }],
      [],
    ],
    ["in place of what was proposed", { initial: [{ valueString: "mine" }] }, [{ valueString: "x" }], ["x"]],
  ])("%s", (_, item, answers, values) => expect(question(item, ...answers).values).toEqual(values));

  it("as what is proposed where it was not answered yet", () => {
    expect(
      question({ repeats: true, initial: [{ valueString: "x" }, {}, { valueString: "y" }] }).values,
    ).toEqual(["x", "y", ""]);
  });

  it("with no unit where a measure has none, else with those it may have", () => {
    const unit = (code: string) =>
      core("questionnaire-unitOption", { valueCoding: { code, display: code.toUpperCase() } });
    const bare = core("questionnaire-unitOption", { valueCoding: { code: "st" } });
    const item = { type: "quantity", extension: [unit("kg"), unit("g"), bare] };
    const units = (...answer: Answer[]) =>
      question(item, ...answer).units.map((one) => [one.value, one.label, one.chosen]);
    const offered = (chosen: number) => ["KG", "G", "st"].map((label, i) => [String(i), label, i === chosen]);
    expect(question({ type: "quantity" }).units).toEqual([]);
    expect(units()).toEqual(offered(0));
    expect(units({ valueQuantity: { value: 5, code: "g" } })).toEqual(offered(1));
    expect(units({ valueQuantity: { value: 5, code: "oz" } })).toEqual(offered(-1));
    expect(units({ valueInteger: 5 })).toEqual(offered(0));
  });
});

describe("choices are shown", () => {
  const coded = (code: string, more = {}) => ({
    valueCoding: { code, display: code.toUpperCase() },
    ...more,
  });
  const answerOption = [coded("r"), coded("g"), { valueString: "Blue" }];
  const chosen = (item: object, ...answer: Answer[]) =>
    question(item, ...answer).choices.map((one) => `${one.value}${one.chosen ? "!" : ""} ${one.label}`);

  it.each([
    ["a yes and a no", { type: "boolean" }, [], ["true true", "false false"]],
    [
      "a yes and a no, one of them chosen",
      { type: "boolean" },
      [{ valueBoolean: false }],
      ["true true", "false! false"],
    ],
    ["by place and name", { type: "choice", answerOption }, [], ["0 R", "1 G", "2 Blue"]],
    ["the one that was chosen", { type: "choice", answerOption }, [coded("g")], ["0 R", "1! G", "2 Blue"]],
    [
      "all that were chosen",
      { type: "choice", repeats: true, answerOption },
      [coded("g"), { valueString: "Blue" }],
      ["0 R", "1! G", "2! Blue"],
    ],
    [
      "what is proposed",
      { type: "choice", answerOption: [coded("r"), coded("g", { initialSelected: true })] },
      [],
      ["0 R", "1! G"],
    ],
    ["none in a field of one's own words", { type: "string" }, [], []],
    ["none where none is known", { type: "choice" }, [], []],
  ])("%s", (_, item, answers, labels) => expect(chosen(item, ...answers)).toEqual(labels));

  it.each([
    ["nothing yet", [], ""],
    ["what was written", [{ valueString: "Pink" }], "Pink"],
    ["what was written beside a choice", [coded("r"), { valueString: "Pink" }], "Pink"],
    ["nothing where one was chosen", [coded("r")], ""],
    ["nothing where a choice is a text itself", [{ valueString: "Blue" }], ""],
  ])("with a field for one's own words where the question is open: %s", (_, answers, other) => {
    expect(question({ type: "open-choice", repeats: true, answerOption }, ...answers).other).toBe(other);
    expect(question({ type: "choice", repeats: true, answerOption }, ...answers)).not.toHaveProperty("other");
  });
});

describe("a group is shown", () => {
  const inner = [{ linkId: "b", type: "string" }];
  const group = { type: "group", text: "Medicine", item: inner };
  const several = { ...group, repeats: true };
  const two = [
    { linkId: "a", item: [] },
    { linkId: "a", item: [{ linkId: "b", answer: [{ valueString: "x" }] }] },
  ];
  const legends = (fields: Field[]) => fields.map((one) => one.kind === "group" && [one.legend, one.more]);

  it("once, under its name, with no way to more", () => {
    expect(shown(group)).toEqual([
      {
        kind: "group",
        legend: "Medicine",
        fields: [expect.objectContaining({ name: "q0.0", values: [""] })],
      },
    ]);
    expect(shown({ ...group, text: undefined })[0]).not.toHaveProperty("legend");
  });

  it("as often as it was answered, each with its number, the last with the way to one more", () => {
    expect(legends(shown(several))).toEqual([["Medicine", "q0"]]);
    expect(legends(shown(several, two))).toEqual([
      ["Medicine (1)", undefined],
      ["Medicine (2)", "q0"],
    ]);
    expect(shown(several, two)[1]).toMatchObject({ fields: [{ name: "q0-1.0", values: ["x"] }] });
  });

  it("once more where that is wanted of it, and of no other", () => {
    expect(shown(several, two, "q0")).toHaveLength(3);
    expect(shown(several, two, "q1")).toHaveLength(2);
  });

  it("at most as often as it may be", () => {
    const most = (valueInteger: number) => ({
      ...several,
      extension: [core("questionnaire-maxOccurs", { valueInteger })],
    });
    expect(shown(most(2), two, "q0")).toHaveLength(2);
    expect(legends(shown(most(2), two)).at(-1)).toEqual(["Medicine (2)", undefined]);
    expect(legends(shown(most(3), two, "q0")).at(-1)).toEqual(["Medicine (3)", undefined]);
    expect(mostOf(anItem(several))).toBe(10);
  });
});
