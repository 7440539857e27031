import { describe, expect, it } from "vitest";
import { order, sameCoding, sameValue, textOf, type Value, valueIn } from "#lib/domain/forms/answers.ts";

const kg = (value: number | undefined, more: object = { code: "kg", system: "ucum" }): Value => ({
  type: "Quantity",
  value: { value, ...more },
});
const coding = (value: object): Value => ({ type: "Coding", value });
const of = (type: Value["type"], value: unknown): Value => ({ type, value });

describe("two answers are the same", () => {
  it.each<[string, Value, Value, boolean]>([
    ["with the same text", of("String", "x"), of("String", "x"), true],
    ["not with another", of("String", "x"), of("String", "y"), false],
    ["not as a text and a date", of("String", "2026-01-01"), of("Date", "2026-01-01"), false],
    ["as an integer and a decimal", of("Integer", 5), of("Decimal", 5), true],
    ["not as a number and its text", of("Integer", 5), of("String", 5), false],
    [
      "as a whole reference",
      of("Reference", { reference: "A/1" }),
      of("Reference", { reference: "A/1" }),
      true,
    ],
    ["not as another", of("Reference", { reference: "A/1" }), of("Reference", { reference: "A/2" }), false],
    ["as a number of one unit", kg(5), kg(5), true],
    [
      "as a number of one unit, whatever it is called",
      kg(5, { code: "kg", system: "ucum", unit: "kilo" }),
      kg(5),
      true,
    ],
    ["not as another number of it", kg(5), kg(6), false],
    ["not as a number of another unit", kg(5), kg(5, { code: "g", system: "ucum" }), false],
    ["not as a quantity and a number", kg(5), of("Decimal", 5), false],
    ["not as a number and a quantity", of("Decimal", 5), kg(5), false],
    ["as a code, whatever it is called", coding({ code: "c", display: "C" }), coding({ code: "c" }), true],
    ["not as a code and its text", coding({ code: "c" }), of("String", "c"), false],
    ["not as a text and a coding without a code", of("String", "c"), coding({ display: "c" }), false],
  ])("%s", (_, a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
  });

  it.each([
    ["codes of one system", { system: "s", code: "c" }, { system: "s", code: "c" }, true],
    ["codes of two systems", { system: "s", code: "c" }, { system: "t", code: "c" }, false],
    ["a code whose system is not told", { code: "c" }, { system: "s", code: "c" }, true],
    ["another code", { system: "s", code: "c" }, { system: "s", code: "d" }, false],
    ["two names without a code", { display: "x" }, { display: "x" }, true],
    ["two other names without a code", { display: "x" }, { display: "y" }, false],
    ["a code and its name alone", { code: "c", display: "x" }, { display: "x" }, false],
  ])("%s: %j and %j is %s", (_, a, b, same) => {
    expect(sameCoding(a, b)).toBe(same);
    expect(sameCoding(b, a)).toBe(same);
  });
});

describe("one answer is before another", () => {
  it.each<[string, Value, Value, number | undefined]>([
    ["as a number", of("Integer", 2), of("Decimal", 3.5), -1],
    ["as a date", of("Date", "2026-01-31"), of("Date", "2026-02-01"), -1],
    ["as a date of its year alone", of("Date", "2025"), of("Date", "2026-02-01"), -1],
    ["not as the same time", of("Time", "10:00:00"), of("Time", "10:00:00"), 0],
    ["as a time", of("Time", "09:00:00"), of("Time", "10:00:00"), -1],
    [
      "as an instant, whatever its offset",
      of("DateTime", "2026-01-01T12:00:00+02:00"),
      of("DateTime", "2026-01-01T11:00:00Z"),
      -1,
    ],
    [
      "not as the same instant",
      of("DateTime", "2026-01-01T12:00:00+01:00"),
      of("DateTime", "2026-01-01T11:00:00Z"),
      0,
    ],
    [
      "as an instant before the day after its own",
      of("DateTime", "2026-01-01T23:00:00-05:00"),
      of("DateTime", "2026-01-02"),
      -1,
    ],
    [
      "as a number of a unit by name, where one leaves out its code",
      kg(5, { code: "kg", system: "ucum", unit: "kg" }),
      kg(6, { unit: "kg" }),
      -1,
    ],
    ["as a day before an instant", of("DateTime", "2026-01-01"), of("DateTime", "2026-01-01T11:00:00Z"), -1],
    ["as a number of its unit", kg(5), kg(6), -1],
    ["as a number of a unit by name", kg(5, { unit: "kilo" }), kg(6, { unit: "kilo" }), -1],
    [
      "by its unit's code, whatever it is called",
      kg(5, { code: "kg", unit: "kilo" }),
      kg(6, { code: "kg" }),
      -1,
    ],
    ["or nobody knows: another unit", kg(5), kg(6, { code: "g", system: "ucum" }), undefined],
    ["or nobody knows: a code of another system", kg(5), kg(6, { code: "kg", system: "ours" }), undefined],
    ["or nobody knows: another unit by name", kg(5, { unit: "kilo" }), kg(6, { unit: "gramme" }), undefined],
    ["or nobody knows: a unit's code and another's name", kg(5), kg(6, { unit: "kilo" }), undefined],
    ["or nobody knows: a unit without a number", kg(undefined), kg(6), undefined],
    ["or nobody knows: a number and a quantity", of("Decimal", 5), kg(6), undefined],
    ["or nobody knows: a number and a text", of("Decimal", 5), of("String", "6"), undefined],
    ["or nobody knows: a yes and a no", of("Boolean", false), of("Boolean", true), undefined],
  ])("%s", (_, a, b, sign) => {
    const signOf = (n: number | undefined) => (n === undefined ? undefined : Math.sign(n) + 0);
    expect(signOf(order(a, b))).toBe(sign);
    expect(signOf(order(b, a))).toBe(sign === undefined ? undefined : 0 - sign);
  });
});

describe("a person reads", () => {
  it.each<[Value, string]>([
    [coding({ code: "c", display: "C" }), "C"],
    [coding({ code: "c" }), "c"],
    [coding({ system: "s" }), ""],
    [kg(5, { code: "[lb_av]", unit: "lb" }), "5 lb"],
    [kg(5, { code: "kg" }), "5 kg"],
    [kg(5, {}), "5"],
    [kg(undefined, { unit: "kg" }), "kg"],
    [of("Reference", { reference: "Patient/1", display: "Maria" }), "Maria"],
    [of("Reference", { reference: "Patient/1" }), "Patient/1"],
    [of("Attachment", { title: "photo" }), "photo"],
    [of("Attachment", {}), ""],
    [of("Boolean", false), "false"],
    [of("Decimal", 1.5), "1.5"],
    [of("Date", "2026-01-01"), "2026-01-01"],
  ])("%j as '%s'", (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe("a value", () => {
  it.each([
    [{ valueBoolean: false }, of("Boolean", false)],
    [{ valueInteger: 0 }, of("Integer", 0)],
    [{ valueUri: "u" }, of("Uri", "u")],
    [{ answerString: "x" }, undefined],
    [{}, undefined],
  ])("of %j is %j", (answer, value) => expect(valueIn(answer)).toEqual(value));

  it("of a condition is its answer", () => {
    expect(valueIn({ answerString: "x" }, "answer")).toEqual(of("String", "x"));
  });
});
