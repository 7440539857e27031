import { describe, expect, it } from "vitest";
import { answerOf } from "#lib/domain/forms/answers.ts";
import type { Answer, QuestionnaireItem } from "#lib/domain/forms/questionnaire.ts";
import { type Unread, valuesOf } from "#lib/domain/forms/read-value.ts";
import { anItem, asking, core, sdc } from "#test/support/forms.ts";

/** What a browser sent in the fields of one item, as answers and as what could not be read. */
function readAs(item: QuestionnaireItem, sent: Record<string, string[]>): [Answer[], Unread[]] {
  const unread: Unread[] = [];
  const reading = { questionnaire: asking(item), sent: (name: string) => sent[name] ?? [], unread };
  return [valuesOf(reading, item, "q0").map(answerOf), unread];
}
const answersTo = (item: object, ...texts: string[]): Answer[] => readAs(anItem(item), { q0: texts })[0];

const option = (code: string, display: string) => ({ valueCoding: { system: "s", code, display } });
const options = [option("r", "Red"), option("g", "Green"), { valueString: "Blue" }];
const red = { valueCoding: { system: "s", code: "r", display: "Red" } };
const green = { valueCoding: { system: "s", code: "g", display: "Green" } };

describe("what was typed is read as", () => {
  it.each<[string, string, Answer]>([
    ["string", " Maria ", { valueString: "Maria" }],
    ["text", "two\nlines", { valueString: "two\nlines" }],
    ["boolean", "true", { valueBoolean: true }],
    ["boolean", "false", { valueBoolean: false }],
    ["decimal", "98.6", { valueDecimal: 98.6 }],
    ["decimal", "36,6", { valueDecimal: 36.6 }],
    ["decimal", "-1", { valueDecimal: -1 }],
    ["decimal", "+123456789012345", { valueDecimal: 123456789012345 }],
    ["decimal", "0.0123456789", { valueDecimal: 0.0123456789 }],
    ["integer", "+42", { valueInteger: 42 }],
    ["integer", "-7", { valueInteger: -7 }],
    ["date", "2026-01-31", { valueDate: "2026-01-31" }],
    ["dateTime", "2026-01-31T12:34", { valueDateTime: "2026-01-31T12:34:00" }],
    ["dateTime", "2026-01-31T12:34:56Z", { valueDateTime: "2026-01-31T12:34:56Z" }],
    ["time", "12:34", { valueTime: "12:34:00" }],
    ["time", "12:34:56", { valueTime: "12:34:56" }],
    ["time", "at 12:34", { valueTime: "at 12:34" }],
    ["url", "https://example.org", { valueUri: "https://example.org" }],
    ["reference", "Dr. Lee", { valueReference: { display: "Dr. Lee" } }],
    ["choice", "of no list", { valueCoding: { display: "of no list" } }],
    ["quantity", "70", { valueQuantity: { value: 70 } }],
  ])("a %s: '%s'", (type, text, answer) => {
    expect(readAs(anItem({ type }), { q0: [text] })).toEqual([[answer], []]);
  });

  it("a signature's picture, where FHIR wants an attachment", () => {
    const valueAttachment = { contentType: "text/plain;charset=utf-8", data: "TWFyaWE=", title: "Maria" };
    expect(answersTo({ type: "attachment" }, "Maria")).toEqual([{ valueAttachment }]);
  });

  it.each([
    ["decimal", "about 5"],
    ["decimal", "5 kg"],
    ["decimal", "1,234.5"],
    ["decimal", "1234567890123456"],
    ["decimal", "1."],
    ["integer", "1.5"],
    ["integer", "no 5"],
    ["integer", "12345678901"],
    ["quantity", "heavy"],
  ])("no %s: '%s', which is told and left out", (type, text) => {
    const [answers, unread] = readAs(anItem({ type }), { q0: [text] });
    expect(answers).toEqual([]);
    expect(unread).toEqual([{ name: "q0", linkId: "a", text }]);
  });

  it("nothing where a field is blank or was not sent", () => {
    expect(readAs(anItem({ type: "integer" }), { q0: ["", "  "] })).toEqual([[], []]);
    expect(readAs(anItem({ type: "boolean" }), {})).toEqual([[], []]);
  });

  it("one answer, or as many as the item repeats", () => {
    expect(answersTo({}, "x", "y")).toEqual([{ valueString: "x" }]);
    expect(answersTo({ repeats: true }, "x", "", "y")).toEqual([{ valueString: "x" }, { valueString: "y" }]);
    expect(answersTo({ type: "boolean" }, "true", "false")).toEqual([{ valueBoolean: true }]);
  });
});

describe("a choice is read", () => {
  const choice = { type: "choice", answerOption: options };
  const open = { type: "open-choice", answerOption: options };

  it.each([
    ["by its place", choice, ["1"], [green]],
    ["as the first of several", choice, ["1", "0"], [green]],
    ["as several where it repeats", { ...choice, repeats: true }, ["1", "0"], [green, red]],
    ["of whatever type it is", choice, ["2"], [{ valueString: "Blue" }]],
    ["as none beyond the last", choice, ["3"], []],
    ["as none where it is no place", choice, ["1x"], []],
    ["as none by a place in another notation", { ...choice, repeats: true }, ["0x1", "1.0"], []],
    ["as none by its code or name", choice, ["r"], []],
    ["as none before the first", choice, ["-1"], []],
    ["as none in other words, where none may be written", choice, ["other"], []],
    ["by its place beside words of one's own", open, ["0"], [red]],
  ])("%s", (_, item, texts, answers) => {
    expect(answersTo(item, ...texts)).toEqual(answers);
  });

  it("by a place of two figures", () => {
    const many = Array.from({ length: 12 }, (__, i) => option(`c${i}`, `C${i}`));
    expect(answersTo({ type: "choice", answerOption: many }, "11")).toEqual([option("c11", "C11")]);
  });

  it.each([
    ["written beside it", ["  Pink "], [{ valueString: "Pink" }]],
    ["left blank", [" "], []],
    ["not sent", undefined, []],
  ])("as another answer, %s", (_, written, answers) => {
    const sent = { q0: ["other"], ...(written && { "q0.other": written }) };
    expect(readAs(anItem(open), sent)[0]).toEqual(answers);
  });

  it("never in one's own words, sent or not, where the question is not open", () => {
    expect(readAs(anItem(choice), { q0: ["other"], "q0.other": ["Pink"] })[0]).toEqual([]);
  });

  it("without the translations of its name, and with no part it lacks", () => {
    const translated = { code: "r", _display: { extension: [] } };
    expect(answersTo({ type: "choice", answerOption: [{ valueCoding: translated }] }, "0")).toEqual([
      { valueCoding: { code: "r" } },
    ]);
    const named = { type: "choice", answerOption: [{ valueCoding: { display: "Red" } }] };
    expect(answersTo(named, "0")).toEqual([{ valueCoding: { display: "Red" } }]);
  });
});

describe("a quantity is read in", () => {
  const unit = (code: string, display?: string) =>
    core("questionnaire-unitOption", { valueCoding: { system: "ucum", code, ...(display && { display }) } });
  const item = anItem({ type: "quantity", extension: [unit("kg", "kilo"), unit("[lb_av]")] });
  const kilo = { system: "ucum", code: "kg", unit: "kilo" };
  const pound = { system: "ucum", code: "[lb_av]" };

  it.each([
    ["the unit chosen", ["1"], pound],
    ["the first where none was", [], kilo],
    ["the first where it is not offered", ["7"], kilo],
  ])("%s", (_, chosen, valueQuantity) => {
    const [answers] = readAs(item, { q0: ["70,5"], "q0.unit": chosen });
    expect(answers).toEqual([{ valueQuantity: { value: 70.5, ...valueQuantity } }]);
  });

  it("the unit of its limit, where it offers none of its own", () => {
    const valueQuantity = { value: 1, system: "ucum", code: "kg", unit: "kilo" };
    const limited = { type: "quantity", extension: [sdc("minQuantity", { valueQuantity })] };
    expect(answersTo(limited, "70")).toEqual([{ valueQuantity: { ...valueQuantity, value: 70 } }]);
  });
});
