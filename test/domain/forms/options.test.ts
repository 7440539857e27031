import { describe, expect, it } from "vitest";
import { offeredUnits, optionsOf, unitsOf } from "#lib/domain/forms/options.ts";
import { Questionnaire } from "#lib/domain/forms/questionnaire.ts";
import { anItem, core, sdc } from "#test/support/forms.ts";

const weight = (valueDecimal: number) => core("itemWeight", { valueDecimal });

/** The options of a choice whose value set the form contains. */
const ofSet = (set: object, item: object = {}) =>
  optionsOf(
    Questionnaire.parse({
      resourceType: "Questionnaire",
      contained: [
        { resourceType: "Patient", id: "set" },
        { resourceType: "ValueSet", id: "set", url: "https://example.org/set", ...set },
      ],
    }),
    anItem({ type: "choice", answerValueSet: "#set", ...item }),
  );
const coding = (value: object, more: object = {}) => ({
  value: { type: "Coding", value },
  exclusive: false,
  ...more,
});

describe("the options of a choice", () => {
  const own = (...answerOption: object[]) =>
    optionsOf({ resourceType: "Questionnaire" }, anItem({ type: "choice", answerOption }));

  it.each([
    ["a text", { valueString: "x" }, { value: { type: "String", value: "x" }, exclusive: false }],
    ["a code", { valueCoding: { code: "x" } }, coding({ code: "x" })],
    [
      "a code that excludes the others",
      {
        valueCoding: { code: "x" },
        extension: [core("questionnaire-optionExclusive", { valueBoolean: true })],
      },
      coding({ code: "x" }, { exclusive: true }),
    ],
    [
      "a code that says it excludes none",
      {
        valueCoding: { code: "x" },
        extension: [core("questionnaire-optionExclusive", { valueBoolean: false })],
      },
      coding({ code: "x" }),
    ],
    [
      "a text of a weight",
      { valueString: "x", extension: [weight(2)] },
      { value: { type: "String", value: "x" }, exclusive: false, weight: 2 },
    ],
  ])("are its own: %s", (_, option, expected) => expect(own(option)).toEqual([expected]));

  it("have the weight of their code, unless they have one of their own, and none is no weight", () => {
    const weighed = { code: "x", extension: [core("ordinalValue", { valueDecimal: 3 })] };
    expect(own({ valueCoding: weighed })?.[0]?.weight).toBe(3);
    expect(own({ valueCoding: weighed, extension: [weight(0)] })?.[0]?.weight).toBe(0);
    expect(own({ valueCoding: { code: "x" } })?.[0]).not.toHaveProperty("weight");
  });

  it("leave out one without a value", () => expect(own({}, { valueString: "x" })).toHaveLength(1));

  it.each([
    ["expanded", { expansion: { contains: [{ system: "s", code: "x", display: "X" }] } }],
    ["composed", { compose: { include: [{}, { system: "s", concept: [{ code: "x", display: "X" }] }] } }],
    [
      "expanded, whatever it was composed of",
      {
        expansion: { contains: [{ system: "s", code: "x", display: "X" }] },
        compose: { include: [{ concept: [{ code: "y" }] }] },
      },
    ],
  ])("are those of a contained value set, %s", (_, set) => {
    const expected = [coding({ system: "s", code: "x", display: "X" })];
    expect(ofSet(set)).toEqual(expected);
    expect(ofSet(set, { type: "open-choice" })).toEqual(expected);
    expect(ofSet(set, { answerValueSet: "https://example.org/set" })).toEqual(expected);
  });

  it("have no part that a concept lacks", () => {
    expect(ofSet({ compose: { include: [{ concept: [{ code: "x" }] }] } })).toEqual([coding({ code: "x" })]);
    expect(ofSet({ expansion: { contains: [{ display: "X" }] } })).toEqual([coding({ display: "X" })]);
  });

  const property = (code: string, value: object) => ({
    url: "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property",
    extension: [{ url: "code", valueCode: code }, value],
  });
  it.each([
    ["by its extension", [weight(2)], 2],
    ["by a property of R5", [property("itemWeight", { url: "value", valueDecimal: 4 })], 4],
    [
      "by a property of R5 written as value[x]",
      [property("itemWeight", { url: "value[x]", valueDecimal: 4 })],
      4,
    ],
    [
      "by that one of several",
      [
        property("order", { url: "value", valueDecimal: 1 }),
        property("itemWeight", { url: "value", valueDecimal: 4 }),
      ],
      4,
    ],
    [
      "by its extension before a property",
      [property("itemWeight", { url: "value", valueDecimal: 4 }), weight(0)],
      0,
    ],
    ["not by another property", [property("order", { url: "value", valueDecimal: 4 })], undefined],
    ["not by one that is no number", [property("itemWeight", { url: "value", valueString: "4" })], undefined],
  ])("weigh what a contained concept says %s", (_, extension, expected) => {
    const [option] = ofSet({ expansion: { contains: [{ code: "x", extension }] } }) ?? [];
    expect(option).toEqual(coding({ code: "x" }, expected === undefined ? {} : { weight: expected }));
  });

  it("are those of a value set that is known everywhere, in any version of it", () => {
    const known = (answerValueSet: string) => ofSet({}, { answerValueSet });
    const loinc = "http://loinc.org";
    const often = known("http://loinc.org/vs/LL358-3|2.78");
    expect(often).toHaveLength(4);
    expect(often?.[0]).toEqual(
      coding({ system: loinc, code: "LA6568-5", display: "Not at all" }, { weight: 0 }),
    );
    const [male] = known("http://hl7.org/fhir/ValueSet/administrative-gender") ?? [];
    expect(male).toEqual(
      coding({ system: "http://hl7.org/fhir/administrative-gender", code: "male", display: "Male" }),
    );
  });

  it.each([
    ["a value set that nobody here knows", {}, { answerValueSet: "https://example.org/other" }],
    ["a contained one that says nothing", {}, {}],
    ["a contained one that names no concept", { compose: {} }, {}],
    ["a contained one of a whole code system", { compose: { include: [{ system: "s" }] } }, {}],
    ["a value set of what is no choice", { expansion: { contains: [{ code: "x" }] } }, { type: "string" }],
    ["neither options nor a value set", {}, { answerValueSet: undefined }],
  ])("are unknown, and any answer is taken, of %s", (_, set, item) =>
    expect(ofSet(set, item)).toBeUndefined(),
  );
});

describe("the units of a quantity", () => {
  const option = (valueCoding: object) => core("questionnaire-unitOption", { valueCoding });
  const of = (...extension: object[]) => anItem({ type: "quantity", extension });
  const limit = (name: string, valueQuantity: object) => sdc(name, { valueQuantity });

  it("are those it may have, then its own", () => {
    const item = of(
      core("questionnaire-unit", { valueCoding: { code: "g" } }),
      option({ code: "kg" }),
      core("questionnaire-unit", {}),
    );
    expect(unitsOf(item)).toEqual([{ code: "kg" }, { code: "g" }]);
    expect(offeredUnits(item)).toEqual(unitsOf(item));
  });

  it.each([
    [
      "its least",
      [limit("minQuantity", { system: "u", code: "kg", unit: "kilo" })],
      [{ display: "kilo", system: "u", code: "kg" }],
    ],
    ["its most", [limit("maxQuantity", { code: "kg" })], [{ display: "kg", code: "kg" }]],
    [
      "its least by name",
      [limit("minQuantity", { unit: "kilo" }), limit("maxQuantity", { code: "g" })],
      [{ display: "kilo" }],
    ],
    ["nothing", [limit("minQuantity", { value: 5 })], []],
    ["no limit", [], []],
    [
      "one it may have, before its limit's",
      [option({ code: "g" }), limit("minQuantity", { code: "kg" })],
      [{ code: "g" }],
    ],
  ])("are offered by %s", (_, extension, units) => expect(offeredUnits(of(...extension))).toEqual(units));
});
