import { describe, expect, it } from "vitest";
import { expressionsOf, isTrue, ordered, withCalculated } from "#lib/domain/forms/expressions.ts";
import { Questionnaire, type ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { asking, blank, core, sdc, text, told } from "#test/support/forms.ts";

const path = (expression: string, more: object = {}) => ({
  valueExpression: { language: "text/fhirpath", expression, ...more },
});
const variable = (name: string | undefined, expression: string) =>
  core("variable", path(expression, { name }));

describe("the expressions of a form", () => {
  it("are its items' own, in its order, with every variable in their reach, outermost first", () => {
    const form = Questionnaire.parse({
      resourceType: "Questionnaire",
      extension: [variable("form", "1")],
      item: [
        {
          linkId: "group",
          type: "group",
          extension: [variable("group", "2")],
          item: [
            {
              linkId: "a",
              type: "integer",
              extension: [sdc("calculatedExpression", path("%group")), variable("own", "3")],
            },
            { linkId: "plain", type: "string" },
          ],
        },
        { linkId: "b", type: "integer", extension: [sdc("calculatedExpression", path("%form"))] },
      ],
    });
    const [one, two, three] = [
      { name: "form", text: "1" },
      { name: "group", text: "2" },
      { name: "own", text: "3" },
    ];
    expect(expressionsOf(form, "calculated")).toEqual([
      { linkId: "a", text: "%group", variables: [one, two, three] },
      { linkId: "b", text: "%form", variables: [one] },
    ]);
    expect(expressionsOf(form, "enableWhenExpression")).toEqual([]);
  });

  it.each([
    [
      "of another language",
      sdc("calculatedExpression", { valueExpression: { language: "text/cql", expression: "1" } }),
    ],
    ["without a text", sdc("calculatedExpression", { valueExpression: { language: "text/fhirpath" } })],
    ["without a value", sdc("calculatedExpression", {})],
    ["of another kind", sdc("enableWhenExpression", path("true"))],
  ])("are none %s", (_, extension) => {
    expect(
      expressionsOf(asking({ linkId: "a", type: "integer", extension: [extension] }), "calculated"),
    ).toEqual([]);
  });

  it("leave out a variable that has no name or is no FHIRPath", () => {
    const foreign = core("variable", {
      valueExpression: { language: "text/cql", expression: "1", name: "x" },
    });
    const extension = [
      variable(undefined, "1"),
      foreign,
      variable("y", "2"),
      sdc("calculatedExpression", path("%y")),
    ];
    const [one] = expressionsOf(asking({ linkId: "a", type: "integer", extension }), "calculated");
    expect(one?.variables).toEqual([{ name: "y", text: "2" }]);
  });

  it("switch an item on by a single true and by nothing else", () => {
    expect([[true], [false], [], [true, true], ["true"], [1]].map(isTrue)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("what an expression came to", () => {
  const calculated = (item: object, ...result: unknown[]): ResponseItem[] | undefined =>
    withCalculated(asking({ linkId: "a", type: "string", ...item }), blank, "a", result).item;
  /** What FHIRPath's own dates are: objects that print as their text. */
  const printed = (text: string) => ({ toString: () => text });
  const unit = (valueCoding: object) => ({
    type: "quantity",
    extension: [core("questionnaire-unit", { valueCoding })],
  });

  it.each<[object, unknown, object]>([
    [{ type: "integer" }, 5, { valueInteger: 5 }],
    [{ type: "decimal" }, 5.5, { valueDecimal: 5.5 }],
    [{ type: "boolean" }, false, { valueBoolean: false }],
    [{ type: "string" }, 5, { valueString: "5" }],
    [{ type: "text" }, "x", { valueString: "x" }],
    [{ type: "date" }, printed("2026-01-31"), { valueDate: "2026-01-31" }],
    [{ type: "dateTime" }, printed("2026-01-31T10:00:00Z"), { valueDateTime: "2026-01-31T10:00:00Z" }],
    [{ type: "time" }, printed("10:00:00"), { valueTime: "10:00:00" }],
    [{ type: "choice" }, { code: "x" }, { valueCoding: { code: "x" } }],
    [{ type: "open-choice" }, { code: "x" }, { valueCoding: { code: "x" } }],
    [{ type: "quantity" }, { value: 5, unit: "kg" }, { valueQuantity: { value: 5, unit: "kg" } }],
    [{ type: "quantity" }, 5, { valueQuantity: { value: 5 } }],
    [
      unit({ display: "kilo", code: "kg", system: "u" }),
      5,
      { valueQuantity: { value: 5, unit: "kilo", code: "kg", system: "u" } },
    ],
    [unit({ code: "kg" }), 5, { valueQuantity: { value: 5, code: "kg" } }],
    [unit({ display: "kilo" }), 5, { valueQuantity: { value: 5, unit: "kilo" } }],
  ])("of %j, %j, is its answer %j", (item, result, answer) => {
    expect(calculated(item, result)).toEqual([{ linkId: "a", answer: [answer] }]);
  });

  it.each([
    ["nothing came out", { type: "integer" }, []],
    ["nothing came out but null", { type: "integer" }, [null]],
    ["an integer has places", { type: "integer" }, [1.5]],
    ["the item holds no value of an expression", { type: "attachment" }, ["x"]],
  ])("is no answer where %s", (_, item, result) => expect(calculated(item, ...result)).toEqual([]));

  const form = asking(
    { linkId: "first", type: "string" },
    { linkId: "total", type: "integer" },
    {
      linkId: "visit",
      type: "group",
      repeats: true,
      item: [
        { linkId: "cost", type: "integer" },
        { linkId: "sum", type: "integer" },
      ],
    },
    { linkId: "last", type: "string" },
  );
  const whole = (linkId: string, valueInteger: number): ResponseItem => ({
    linkId,
    answer: [{ valueInteger }],
  });

  it("stands in its place among the other answers, instead of what was there", () => {
    const before = told(text("first"), whole("total", 1), text("last"));
    const after = [text("first"), whole("total", 2), text("last")];
    expect(withCalculated(form, before, "total", [2]).item).toEqual(after);
    expect(withCalculated(form, told(text("last"), text("first")), "total", [2]).item).toEqual(after);
    expect(withCalculated(form, before, "total", []).item).toEqual([text("first"), text("last")]);
  });

  it("stands in every repetition of its group that is there, and makes none", () => {
    const visit = (...item: ResponseItem[]): ResponseItem => ({ linkId: "visit", item });
    const before = told(text("first"), visit(whole("cost", 1)), visit(), { linkId: "visit" });
    expect(withCalculated(form, before, "sum", [7]).item).toEqual([
      text("first"),
      visit(whole("cost", 1), whole("sum", 7)),
      visit(whole("sum", 7)),
      visit(whole("sum", 7)),
    ]);
    expect(withCalculated(form, told(text("first")), "sum", [7]).item).toEqual([text("first")]);
  });

  it("changes nothing where the form has no such item", () => {
    const before = told(text("first"), { linkId: "visit", item: [whole("cost", 1)] }, text("unknown"));
    expect(withCalculated(form, before, "other", [7])).toEqual(before);
  });

  it("leaves answers of one item in the order they have", () => {
    const defined = form.item ?? [];
    const [a, b] = [whole("visit", 1), whole("visit", 2)];
    expect(ordered(defined, [text("last"), a, text("first"), b])).toEqual([
      text("first"),
      a,
      b,
      text("last"),
    ]);
  });
});
