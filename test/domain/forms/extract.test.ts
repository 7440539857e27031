import { describe, expect, it } from "vitest";
import { alertsOf, scoreOf } from "#lib/domain/forms/alerts.ts";
import { attributesOf, consentsOf, observationsOf } from "#lib/domain/forms/extract.ts";
import { initialItems } from "#lib/domain/forms/initial.ts";
import { measures } from "#lib/domain/forms/measures.ts";
import { checkReadings } from "#lib/domain/forms/readings.ts";
import { asking, asks, core, libraryForm, said, sdc, told } from "#test/support/forms.ts";

const unknown = [said("z", { valueString: "z" }), { linkId: "a" }, said("a", {})];
const loinc = (code: string) => ({ system: "http://loinc.org", code });

describe("an answer becomes an attribute", () => {
  const own = { extension: [{ url: "urn:followthrough:form:attribute", valueString: "color" }] };
  const into = (path: string) => ({
    definition: `http://hl7.org/fhir/StructureDefinition/Patient#Patient.${path}`,
  });

  it.each<[string, object, object, object]>([
    ["of its own name", own, { valueString: "red" }, { color: "red" }],
    ["as a number", own, { valueInteger: 5 }, { color: 5 }],
    ["as a yes or no", own, { valueBoolean: false }, { color: false }],
    ["as a code", own, { valueCoding: { code: "r", display: "Red" } }, { color: "r" }],
    ["as a name without a code", own, { valueCoding: { display: "Red" } }, { color: "Red" }],
    ["cut at 500 letters", own, { valueString: "x".repeat(501) }, { color: "x".repeat(500) }],
    ["beside the EHR's word", into("name.given"), { valueString: "Ana" }, { "reported-name-given": "Ana" }],
    ["of its own name before that", { ...own, ...into("name") }, { valueString: "Ana" }, { color: "Ana" }],
    ["not where it says none", {}, { valueString: "x" }, {}],
    [
      "not of another resource",
      { definition: "http://hl7.org/fhir/StructureDefinition/Group#Group.name" },
      { valueString: "x" },
      {},
    ],
  ])("%s", (_, item, answer, attributes) => {
    expect(attributesOf(asking(asks("a", item)), told(...unknown, said("a", answer)))).toEqual(attributes);
  });
});

describe("a yes to a consent", () => {
  const part = (url: string) => ({ url, valueString: `the ${url}` });
  const consent = (...extension: object[]) => ({
    extension: [{ url: "urn:followthrough:form:consent", extension }],
  });
  const of = (item: object, answer: object) =>
    consentsOf(asking(asks("a", { type: "boolean", ...item })), told(said("a", answer)));
  const whole = consent(...["purpose", "channel", "category", "wording"].map(part));

  it("grants it, and a no revokes it, by its wording", () => {
    const entry = {
      linkId: "a",
      purpose: "the purpose",
      channel: "the channel",
      category: "the category",
      wording: "the wording",
    };
    expect(of(whole, { valueBoolean: true })).toEqual([{ ...entry, state: "granted" }]);
    expect(of(whole, { valueBoolean: false })).toEqual([{ ...entry, state: "revoked" }]);
  });

  it("is one of all that it does not name", () => {
    expect(of(consent(part("wording")), { valueBoolean: true })).toMatchObject([
      { purpose: "all", channel: "all", category: "all" },
    ]);
    expect(
      of({ extension: [{ url: "urn:followthrough:form:consent" }] }, { valueBoolean: true }),
    ).toHaveLength(1);
  });

  it.each([
    ["to what is no consent", {}, { valueBoolean: true }],
    ["in words", whole, { valueString: "yes" }],
  ])("is none %s", (_, item, answer) => expect(of(item, answer)).toEqual([]));
});

describe("an answer becomes an observation", () => {
  const at = "2026-06-01T15:00:00.000Z";
  const extract = { extension: [sdc("observationExtract", { valueBoolean: true })] };
  const pain = { ...extract, code: [loinc("72514-3")] };
  const weight = { ...extract, type: "quantity", code: [loinc("29463-7")] };
  const of = (item: object, answer: object) =>
    observationsOf(asking(asks("a", item)), told(said("a", answer)), at).map(({ code, value, unit }) => [
      code.code,
      value,
      unit,
    ]);

  it.each<[string, object, object, unknown[][]]>([
    ["as a number", pain, { valueInteger: 7 }, [["72514-3", 7, undefined]]],
    ["as a number in its reading's unit", weight, { valueDecimal: 70 }, [["29463-7", 70, "kg"]]],
    [
      "as a quantity in its own unit",
      weight,
      { valueQuantity: { value: 100, code: "[lb_av]" } },
      [["29463-7", 45.359, "kg"]],
    ],
    [
      "as a quantity of another measure, by code",
      pain,
      { valueQuantity: { value: 7, code: "{score}", unit: "points" } },
      [["72514-3", 7, "{score}"]],
    ],
    [
      "as a quantity of another measure, by name",
      pain,
      { valueQuantity: { value: 7, unit: "points" } },
      [["72514-3", 7, "points"]],
    ],
    ["as a quantity without a unit", pain, { valueQuantity: { value: 7 } }, [["72514-3", 7, undefined]]],
    [
      "as a text of at most 500 letters",
      pain,
      { valueString: "x".repeat(501) },
      [["72514-3", "x".repeat(500), undefined]],
    ],
    ["not where a quantity has no number", pain, { valueQuantity: { code: "kg" } }, []],
    ["not in a unit that is not its", weight, { valueQuantity: { value: 5, code: "m" } }, []],
    ["not where it has no code", extract, { valueInteger: 7 }, []],
    [
      "not where its code has no system",
      { ...extract, code: [{ code: "7" }, { system: "s" }] },
      { valueInteger: 7 },
      [],
    ],
    ["not where that is not asked for", { code: [loinc("72514-3")] }, { valueInteger: 7 }, []],
    [
      "not where that is refused",
      { ...pain, extension: [sdc("observationExtract", { valueBoolean: false })] },
      { valueInteger: 7 },
      [],
    ],
  ])("%s", (_, item, answer, observations) => expect(of(item, answer)).toEqual(observations));

  it("at its time, with the name of its code where it has one", () => {
    const [one] = observationsOf(asking(asks("a", pain)), told(said("a", { valueInteger: 7 })), at);
    expect(one).toEqual({ linkId: "a", code: loinc("72514-3"), value: 7, at });
  });
});

describe("a reading", () => {
  const item = (code = "29463-7", system = "http://loinc.org") =>
    asks("a", { type: "decimal", code: [{ code: "x" }, { system, code }] });
  const of = (answer: object, asked = item()) =>
    checkReadings(asking(asked), told(...unknown, said("a", answer)));
  const codes = (answer: object, asked = item()) => of(answer, asked).map(({ code }) => code);

  it.each([
    ["at its least", { valueDecimal: 1 }, []],
    ["below it", { valueDecimal: 0.9 }, ["implausible"]],
    ["at its most", { valueDecimal: 500 }, []],
    ["above it", { valueDecimal: 500.1 }, ["implausible"]],
    ["in no unit is in its own", { valueQuantity: { value: 70 } }, []],
    ["in another of its units", { valueQuantity: { value: 1102, code: "[lb_av]" } }, []],
    ["above it in another unit", { valueQuantity: { value: 1103, code: "[lb_av]" } }, ["implausible"]],
    ["in a unit that is not its", { valueQuantity: { value: 70, code: "m" } }, ["unit"]],
    ["without a number", { valueQuantity: { code: "kg" } }, ["unit"]],
  ])("%s", (_, answer, expected) => expect(codes(answer)).toEqual(expected));

  it("is one by its LOINC code alone", () => {
    expect(codes({ valueDecimal: 7000 }, item("29463-7", "http://example.org"))).toEqual([]);
    expect(codes({ valueDecimal: 7000 }, item("72514-3"))).toEqual([]);
    expect(codes({ valueDecimal: 7000 }, asks("a", { type: "decimal" }) as never)).toEqual([]);
  });

  it("that nobody has is told with its range, one in another unit with its own", () => {
    const issue = { severity: "error", path: "QuestionnaireResponse", linkId: "a" };
    expect(of({ valueDecimal: 0 })).toEqual([
      { ...issue, code: "implausible", text: "It lies outside 1 to 500 kg." },
    ]);
    expect(of({ valueQuantity: { value: 1, code: "m" } })).toEqual([
      { ...issue, code: "unit", text: "It is measured in kg." },
    ]);
  });
});

describe("an answer is measured", () => {
  const weigh = (valueDecimal: number) => ({ extension: [core("itemWeight", { valueDecimal })] });
  const choice = { type: "choice", answerOption: [{ valueString: "x", ...weigh(2) }, { valueString: "y" }] };

  it.each<[string, object, object[], number[]]>([
    ["as its number", { type: "integer" }, [{ valueInteger: 5 }], [5]],
    ["as its decimal", { type: "decimal" }, [{ valueDecimal: 5.5 }], [5.5]],
    [
      "as 1 for a yes, as 0 for a no",
      { type: "boolean" },
      [{ valueBoolean: true }, { valueBoolean: false }],
      [1, 0],
    ],
    ["as the weight of its option", choice, [{ valueString: "x" }], [2]],
    ["by no weight of an option that has none", choice, [{ valueString: "y" }, { valueString: "z" }], []],
    ["by no weight where nothing is offered", {}, [{ valueString: "x" }], []],
    [
      "as a quantity's number",
      { type: "quantity" },
      [{ valueQuantity: { value: 5, code: "m" } }, { valueQuantity: {} }],
      [5],
    ],
    [
      "as a reading in its own unit",
      { type: "quantity", code: [loinc("29463-7")] },
      [{ valueQuantity: { value: 100, code: "[lb_av]" } }],
      [45.359],
    ],
    ["by nothing without a value", {}, [{}], []],
  ])("%s", (_, item, answer, numbers) => {
    const form = asking(asks("a", item), asks("b", { type: "integer" }));
    const response = told({ linkId: "a" }, said("a", ...answer), said("b", { valueInteger: 99 }));
    expect(measures(form, response, "a")).toEqual(numbers);
    expect(measures(form, response, "z")).toEqual([]);
  });

  it("and raises an alert by any of its values, a score by the first", () => {
    const form = {
      ...libraryForm("phq-9"),
      questionnaire: asking(asks("total", { type: "integer", repeats: true })),
    };
    const limited = {
      ...form,
      alerts: form.alerts.slice(0, 1).map((one) => ({ ...one, any: [{ linkId: "total", above: 5 }] })),
    };
    const two = told(said("total", { valueInteger: 1 }, { valueInteger: 6 }));
    expect(alertsOf(limited, two)).toHaveLength(1);
    expect(scoreOf(form, two)?.total).toBe(1);
    const { score: _, ...unscored } = form;
    expect(scoreOf(unscored, two)).toBeUndefined();
    expect(scoreOf(form, told(said("total", { valueInteger: -1 })))).toBeUndefined();
  });
});

describe("a response begins with", () => {
  const fixed = { readOnly: true, initial: [{ valueString: "x" }] };
  const hidden = { extension: [core("questionnaire-hidden", { valueBoolean: true })] };
  const answered = { answer: [{ valueString: "x" }] };
  const group = (more: object) =>
    asks("g", { type: "group", item: [asks("a", { initial: [{ valueString: "x" }] })], ...more });

  it.each<[string, object, object[]]>([
    ["what nobody can write", asks("a", fixed), [{ linkId: "a", ...answered }]],
    [
      "its value without what is said of it",
      asks("a", { readOnly: true, initial: [{ valueString: "x", extension: [] }] }),
      [{ linkId: "a", ...answered }],
    ],
    ["what a hidden group fixes", group(hidden), [{ linkId: "g", item: [{ linkId: "a", ...answered }] }]],
    [
      "what a group fixes inside",
      group({ item: [asks("a", fixed), asks("b")] }),
      [{ linkId: "g", item: [{ linkId: "a", ...answered }] }],
    ],
    ["no group that fixes nothing", group({}), []],
    ["no group that is not there yet, as it repeats", group({ ...hidden, repeats: true }), []],
    ["nothing where no value is fixed", asks("a", { readOnly: true }), []],
    ["nothing where its list is empty", asks("a", { readOnly: true, initial: [] }), []],
    [
      "nothing that is calculated",
      asks("a", { ...fixed, extension: [sdc("calculatedExpression", { valueExpression: {} })] }),
      [],
    ],
  ])("%s", (_, item, items) => expect(initialItems(asking(item))).toEqual(items));

  it("nothing where the form asks nothing", () => {
    expect(initialItems({ resourceType: "Questionnaire" })).toEqual([]);
  });
});
