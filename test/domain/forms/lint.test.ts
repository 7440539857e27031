import { describe, expect, it } from "vitest";
import { FormDraft } from "#lib/domain/forms/form.ts";
import { lintQuestionnaire } from "#lib/domain/forms/lint.ts";
import { lintForm } from "#lib/domain/forms/lint-form.ts";
import { Questionnaire } from "#lib/domain/forms/questionnaire.ts";
import { asking, asks, core } from "#test/support/forms.ts";

const faults = (...item: object[]): [string, string][] =>
  lintQuestionnaire(asking(...item)).map(({ pointer, detail }) => [pointer, detail]);
const when = (...conditions: object[]) => ({
  enableWhen: conditions.map((one) => ({ question: "a", operator: "=", ...one })),
});
const pattern = (valueString: string) => asks("a", { extension: [core("regex", { valueString })] });

describe("a questionnaire can be published", () => {
  it.each<[string, object[]]>([
    ["with one question", [asks("a")]],
    ["with a group that asks", [asks("g", { type: "group", item: [asks("a")] })]],
    ["with a display", [asks("d", { type: "display" })]],
    ["with a condition on a question that it has", [asks("a"), asks("b", when({ answerString: "x" }))]],
    [
      "with a question that must be there",
      [asks("a"), asks("b", when({ operator: "exists", answerBoolean: false }))],
    ],
    [
      "with two conditions that say how they join",
      [
        asks("a"),
        asks("b", { enableBehavior: "any", ...when({ answerString: "x" }, { answerString: "y" }) }),
      ],
    ],
    ["with options", [asks("a", { type: "choice", answerOption: [{ valueString: "x" }] })]],
    ["with a value set", [asks("a", { type: "open-choice", answerValueSet: "x" })]],
    ["with options of an integer", [asks("a", { type: "integer", answerOption: [{ valueInteger: 1 }] })]],
    [
      "with options of a decimal, which are integers too",
      [asks("a", { type: "decimal", answerOption: [{ valueInteger: 1 }] })],
    ],
    ["with options of a date", [asks("a", { type: "date", answerOption: [{ valueDate: "2026" }] })]],
    ["with options of a time", [asks("a", { type: "time", answerOption: [{ valueTime: "10:00" }] })]],
    ["with options of a text", [asks("a", { type: "text", answerOption: [{ valueString: "x" }] })]],
    [
      "with an initial value",
      [asks("a", { initial: [{ valueString: "x" }], required: true, repeats: true })],
    ],
    ["with a pattern", [pattern("[0-9]{5}(-[0-9]{4})?")]],
    ["with a pattern of a hundred characters", [pattern("x".repeat(100))]],
    ["with a pattern of letters by their kind", [pattern("\\p{L}+")]],
  ])("%s", (_, items) => expect(faults(...items)).toEqual([]));
});

describe("a questionnaire cannot be published", () => {
  it.each<[string, object[], [string, RegExp][]]>([
    ["that asks nothing", [], [["/item", /asks something/]]],
    [
      "with a linkId twice",
      [asks("a"), asks("g", { type: "group", item: [asks("a")] })],
      [["/item/1/item/0/linkId", /que-2/]],
    ],
    ["with an empty group", [asks("a"), asks("g", { type: "group" })], [["/item/1/item", /que-1/]]],
    ["with a group of no items", [asks("g", { type: "group", item: [] })], [["/item/0/item", /que-1/]]],
    [
      "with items in a display",
      [asks("d", { type: "display", item: [asks("a")] })],
      [["/item/0/item", /que-1/]],
    ],
    [
      "with a display that must be answered",
      [asks("d", { type: "display", required: true })],
      [["/item/0/required", /que-6/]],
    ],
    [
      "with a display that repeats",
      [asks("d", { type: "display", repeats: true })],
      [["/item/0/required", /que-6/]],
    ],
    [
      "with options and a value set",
      [asks("a", { type: "choice", answerOption: [{ valueString: "x" }], answerValueSet: "x" })],
      [["/item/0/answerValueSet", /que-4/]],
    ],
    [
      "with options of a yes",
      [asks("a", { type: "boolean", answerOption: [{ valueBoolean: true }] })],
      [["/item/0/answerOption", /que-5/]],
    ],
    [
      "with a value set of a photo",
      [asks("a", { type: "attachment", answerValueSet: "x" })],
      [["/item/0/answerOption", /que-5/]],
    ],
    [
      "with an initial value of a group",
      [asks("g", { type: "group", item: [asks("a")], initial: [{}] })],
      [["/item/0/initial", /que-8/]],
    ],
    [
      "with an initial value of a display",
      [asks("d", { type: "display", initial: [{}] })],
      [["/item/0/initial", /que-8/]],
    ],
    [
      "with two conditions that do not say how they join",
      [asks("a"), asks("b", when({ answerString: "x" }, { answerString: "y" }))],
      [["/item/1/enableBehavior", /que-12/]],
    ],
    [
      "with a condition on a question it lacks",
      [asks("b", when({ answerString: "x" }))],
      [["/item/0/enableWhen/0", /not in the form/]],
    ],
    [
      "with a condition that waits for nothing",
      [asks("a"), asks("b", when({}))],
      [["/item/1/enableWhen/0", /answer it waits for/]],
    ],
    [
      "with an existence that is not asked by a yes or no",
      [
        asks("a"),
        asks("b", {
          enableBehavior: "all",
          ...when({ answerString: "x" }, { operator: "exists", answerString: "x" }),
        }),
      ],
      [["/item/1/enableWhen/1", /que-7/]],
    ],
    ["with a pattern too long", [pattern("x".repeat(101))], [["/item/0/extension", /too long/]]],
    ["with a pattern that nobody can read", [pattern("(")], [["/item/0/extension", /cannot be read/]]],
    [
      "with a pattern that is read only without Unicode",
      [pattern("\\-")],
      [["/item/0/extension", /cannot be read/]],
    ],
    [
      "with a repetition in a repetition",
      [pattern("(a{1,9}){1,9}")],
      [["/item/0/extension", /cannot be read/]],
    ],
  ])("%s", (_, items, expected) => {
    expect(faults(...items)).toEqual(
      expected.map(([pointer, detail]) => [pointer, expect.stringMatching(detail)]),
    );
  });
});

describe("a form", () => {
  const limit = { linkId: "a", above: 1 };
  const alert = { id: "high", any: [limit], queue: "care", title: "Call", priority: "high", due: "PT1H" };
  const translated = (...languages: string[]) => ({
    extension: languages.map((lang) =>
      core("translation", {
        extension: [
          { url: "lang", valueCode: lang },
          { url: "content", valueString: "x" },
        ],
      }),
    ),
  });
  const draft = (more: object = {}, item: object = {}) =>
    FormDraft.parse({ id: "f", kind: "check-in", questionnaire: asking(asks("a", item)), ...more });
  const lint = (form: FormDraft, ...languages: string[]) => lintForm(form, { languages });
  const photo = (...types: string[]) => ({
    type: "attachment",
    required: true,
    extension: types.map((valueCode) => core("mimeType", { valueCode })),
  });
  const signature = { url: "urn:followthrough:form:signature", valueBoolean: true };

  it.each<[string, FormDraft]>([
    [
      "whose alerts and total name what it asks",
      draft({ alerts: [alert], score: { instrument: "phq2", linkId: "a" } }),
    ],
    ["that must have a photo", draft({}, photo())],
    [
      "that must have a photo of a kind pages take, among others",
      draft({}, photo("application/pdf", "image/png")),
    ],
    ["that may have another file", draft({}, { ...photo("application/pdf"), required: false })],
    [
      "that must have a signature as a file",
      draft({}, { ...photo(), extension: [...photo("application/pdf").extension, signature] }),
    ],
    [
      "that must have a text, whatever media it names",
      draft({}, { ...photo("application/pdf"), type: "string" }),
    ],
  ])("can be published: %s", (_, form) => expect(lint(form)).toEqual({ errors: [], warnings: [] }));

  it.each<[string, FormDraft, string, RegExp]>([
    [
      "with an alert on what it does not ask",
      draft({ alerts: [alert, { ...alert, any: [limit, { linkId: "b", below: 1 }] }] }),
      "/alerts/1/any/1/linkId",
      /does not have/,
    ],
    [
      "with a total of what it does not ask",
      draft({ score: { instrument: "phq2", linkId: "b" } }),
      "/score/linkId",
      /does not have/,
    ],
    [
      "with an alert due at once",
      draft({ alerts: [alert, { ...alert, due: "PT0S" }] }),
      "/alerts/1/due",
      /after the alert/,
    ],
    [
      "with an alert due before it",
      draft({ alerts: [{ ...alert, due: "-PT1H" }] }),
      "/alerts/0/due",
      /after the alert/,
    ],
    [
      "that must have a file pages do not take",
      draft({}, photo("application/pdf")),
      "/questionnaire/item",
      /^a must .*image\/jpeg, image\/png/,
    ],
    [
      "with a fault in its questionnaire",
      draft({}, { type: "group" }),
      "/questionnaire/item/0/item",
      /que-1/,
    ],
  ])("cannot be published %s", (_, form, pointer, detail) => {
    expect(lint(form).errors).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it("tells every fault of its alerts and of its total", () => {
    const other = { ...alert, any: [{ linkId: "b", above: 1 }] };
    const { errors } = lint(draft({ alerts: [other], score: { instrument: "phq2", linkId: "b" } }));
    expect(errors.map(({ pointer }) => pointer)).toEqual(["/alerts/0/any/0/linkId", "/score/linkId"]);
  });

  it("is doubtful where a language that patients read is missing", () => {
    const questionnaire = Questionnaire.parse({
      ...asking(asks("a")),
      language: "es",
      _title: translated("fr"),
    });
    const form = draft({ questionnaire });
    expect(lint(form, "es", "fr").warnings).toEqual([]);
    expect(lint(form, "es", "en", "fr").warnings).toEqual([
      { pointer: "/questionnaire/_title", detail: "There is no translation into en." },
    ]);
    expect(lint(draft(), "en").warnings).toEqual([]);
  });
});
