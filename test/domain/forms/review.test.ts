import { describe, expect, it } from "vitest";
import { answerFor } from "#lib/domain/forms/answer-task.ts";
import type { Alert, FormResponse, Signature } from "#lib/domain/forms/form.ts";
import { judged } from "#lib/domain/forms/judge.ts";
import { formIdOf, pageOfTask } from "#lib/domain/forms/page.ts";
import type { ResponseItem } from "#lib/domain/forms/questionnaire.ts";
import { reviewOf } from "#lib/domain/forms/review.ts";
import { stepsOf } from "#lib/domain/forms/steps.ts";
import { formWords, issueWords } from "#lib/domain/forms/words.ts";
import { asking, asks, blank, core, on, said } from "#test/support/forms.ts";

describe("before it is sent, a form shows", () => {
  const reviewed = (items: object[], given: ResponseItem[], off = new Set<string>()) => {
    const form = asking(...items);
    return reviewOf(form, stepsOf(form), given, { off, yes: "Yes", no: "No", photo: "Photo" });
  };
  const answers = (item: object, ...answer: object[]) =>
    reviewed([asks("a", item)], [said("a", ...answer)])[0]?.answers[0]?.answers;
  const option = (code: string) => ({ valueCoding: { code, display: code.toUpperCase() } });
  const unit = (code: string) => core("questionnaire-unitOption", { valueCoding: { code } });

  it.each([
    ["what was written", {}, [{ valueString: "x" }], ["x"]],
    ["all that was written", { repeats: true }, [{ valueString: "x" }, { valueString: "y" }], ["x", "y"]],
    ["a yes", { type: "boolean" }, [{ valueBoolean: true }], ["Yes"]],
    ["a no", { type: "boolean" }, [{ valueBoolean: false }], ["No"]],
    [
      "the choice by its name",
      { type: "choice", answerOption: [option("r"), option("g")] },
      [option("g")],
      ["G"],
    ],
    [
      "what was written beside the choices",
      { type: "open-choice", answerOption: [option("r")] },
      [{ valueString: "Pink" }],
      ["Pink"],
    ],
    [
      "a number with its unit",
      { type: "quantity", extension: [unit("g"), unit("kg")] },
      [{ valueQuantity: { value: 5, code: "kg" } }],
      ["5 kg"],
    ],
    [
      "numbers with their unit",
      { type: "quantity", repeats: true, extension: [unit("kg")] },
      [{ valueQuantity: { value: 5, code: "kg" } }, { valueQuantity: { value: 6, code: "kg" } }],
      ["5 kg", "6 kg"],
    ],
    ["no unit without a number", { type: "quantity", extension: [unit("g")] }, [], []],
    ["a number without a unit", { type: "quantity" }, [{ valueQuantity: { value: 5 } }], ["5"]],
    [
      "that there is a photo",
      { type: "attachment" },
      [{ valueAttachment: { title: "card.jpg" } }],
      ["Photo"],
    ],
    ["that there is none", { type: "attachment" }, [], []],
  ])("%s", (_, item, given, shown) => expect(answers(item, ...given)).toEqual(shown));

  it("its questions page by page, those of groups and of questions among them, by their words", () => {
    const group = asks("g", {
      type: "group",
      item: [asks("d", { type: "display", text: "Hello" }), asks("b", { text: "Bee" })],
    });
    const outer = asks("q", { type: "group", item: [asks("c", { item: [asks("e")] })] });
    expect(reviewed([group, outer], [{ linkId: "g", item: [said("b", { valueString: "x" })] }])).toEqual([
      { step: 0, answers: [{ linkId: "b", label: "Bee", answers: ["x"] }] },
      {
        step: 1,
        answers: [
          { linkId: "c", label: "c", answers: [] },
          { linkId: "e", label: "e", answers: [] },
        ],
      },
    ]);
  });

  it("no page that was not asked, and none that asks nothing", () => {
    const group = (linkId: string, more: object) =>
      asks(linkId, { type: "group", item: [asks(`${linkId}-a`)], ...more });
    const pages = [
      group("p", on("none")),
      group("q", { item: [asks("d", { type: "display", text: "Hello" })] }),
      group("r", {}),
      group("s", {}),
    ];
    expect(reviewed(pages, [], new Set(["r"])).map(({ step }) => step)).toEqual([3]);
  });
});

describe("a response is judged by", () => {
  const signature = { url: "urn:followthrough:form:signature", valueBoolean: true };
  const form = asking(
    asks("a", { required: true, maxLength: 3 }),
    asks("weight", { type: "decimal", code: [{ system: "http://loinc.org", code: "29463-7" }] }),
    asks("sign", { extension: [signature] }),
  );
  const signed: Signature = {
    linkId: "sign",
    name: "Maria",
    at: "2026-06-01T15:00:00.000Z",
    wording: "w",
    language: "en",
    intent: true,
  };
  const all = [
    said("a", { valueString: "x" }),
    said("weight", { valueDecimal: 70 }),
    said("sign", { valueString: "Maria" }),
  ];
  const issues = (item: ResponseItem[], more: object = {}, told: object = {}) =>
    judged(form, { response: { ...blank, item }, signatures: [signed], ...more } as FormResponse, {
      off: new Set(),
      ...told,
    }).map(({ code, linkId }) => [code, linkId]);
  const unread = { unread: [{ name: "q0", linkId: "a", text: "?" }] };

  it.each<[string, [string, string][], ResponseItem[], object, object]>([
    ["nothing where all is well", [], all, {}, {}],
    ["what it misses, though it is not finished yet", [["required", "a"]], all.slice(1), {}, {}],
    [
      "what its questionnaire forbids",
      [["too_long", "a"]],
      [said("a", { valueString: "long" }), ...all.slice(1)],
      {},
      {},
    ],
    [
      "readings that nobody has",
      [["implausible", "weight"]],
      [...all.slice(0, 1), said("weight", { valueDecimal: 7000 }), ...all.slice(2)],
      {},
      {},
    ],
    ["names that are no signature", [["unsigned", "sign"]], all, { signatures: [] }, {}],
    ["what could not be read, once: it is not also missing", [["unread", "a"]], all.slice(1), {}, unread],
    [
      "what it misses beside what could not be read",
      [
        ["unread", "z"],
        ["required", "a"],
      ],
      all.slice(1),
      {},
      { unread: [{ ...unread.unread[0], linkId: "z" }] },
    ],
    ["nothing that an expression switched off", [], all.slice(1), {}, { off: new Set(["a"]) }],
  ])("%s", (_, expected, item, more, told) => expect(issues(item, more, told)).toEqual(expected));

  it("errors, and not by warnings", () => {
    expect(issues([said("a", { valueString: "x\ny" }), ...all.slice(1)])).toEqual([]);
    const [one] = judged(form, { response: blank, signatures: [] } as never, { off: new Set(), ...unread });
    expect(one).toEqual({
      code: "unread",
      severity: "error",
      path: "QuestionnaireResponse",
      linkId: "a",
      text: "It is no value of its type.",
    });
  });
});

describe("a journey that waits for a form hears", () => {
  const alert = (answer?: string) => ({ id: "x", answer }) as Alert;
  it.each([
    ["that it is completed", ["completed", "declined"], [], "completed"],
    ["that it is done, in its own word", ["done"], [], "done"],
    ["that it was submitted, in its own word", ["submitted"], [], "submitted"],
    ["that all is normal, in its own word", ["normal", "high"], [], "normal"],
    [
      "what the first alert says that it takes",
      ["high", "low", "completed"],
      [alert("other"), alert(), alert("low"), alert("high")],
      "low",
    ],
    ["that it is completed where it takes no alert's word", ["completed"], [alert("high")], "completed"],
    ["its first answer where it takes no word for it", ["declined", "yes", "no"], [], "yes"],
    ["that it is completed where it takes nothing", ["declined"], [], "completed"],
    ["that it is completed where it says nothing", [], [], "completed"],
  ])("%s", (_, taken, alerts, heard) => expect(answerFor(taken, alerts)).toBe(heard));
});

describe("a task opens", () => {
  it.each([
    ["form:intake", "form", "intake"],
    ["check-in:weight", "check-in", "weight"],
    ["confirm-appointment", "visit", undefined],
    ["feedback", "feedback", undefined],
    ["read-instructions", "question", undefined],
    ["form:", "question", undefined],
    ["my-form:intake", "question", undefined],
  ])("%s: the page %s, the form %s", (kind, page, form) => {
    expect([pageOfTask(kind), formIdOf(kind)]).toEqual([page, form]);
  });

  it("no form where there is no task", () => expect(formIdOf(undefined)).toBeUndefined());
});

describe("what is wrong is said", () => {
  it.each([
    ["en", { code: "too_short", limit: "3" }, "Please write at least 3 letters."],
    ["en", { code: "too_short" }, "Please write at least  letters."],
    ["en", { code: "required" }, "Please answer this."],
    ["en", { code: "resource" }, "Please check what you wrote."],
    ["es", { code: "resource" }, "Por favor revise lo que escribió."],
    ["vi", { code: "required" }, "Please answer this."],
  ] as const)("in %s: %j as '%s'", (language, issue, text) => expect(issueWords(language, issue)).toBe(text));

  it("in the language of the page, else in English", () => {
    expect([formWords("es").yes, formWords("vi").yes]).toEqual(["Sí", "Yes"]);
  });
});
