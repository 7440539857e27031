import { describe, expect, it } from "vitest";
import { alertsOf, scoreOf } from "#lib/domain/forms/alerts.ts";
import { isEnabled } from "#lib/domain/forms/enable.ts";
import { attributesOf, consentsOf, observationsOf } from "#lib/domain/forms/extract.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import { initialItems } from "#lib/domain/forms/initial.ts";
import { bandOf, instruments } from "#lib/domain/forms/instruments.ts";
import { lintForm } from "#lib/domain/forms/lint-form.ts";
import { localized } from "#lib/domain/forms/localize.ts";
import { pruned } from "#lib/domain/forms/prune.ts";
import type {
  EnableWhen,
  Questionnaire,
  QuestionnaireItem,
  ResponseItem,
} from "#lib/domain/forms/questionnaire.ts";
import { withPage } from "#lib/domain/forms/read-fields.ts";
import { checkReadings } from "#lib/domain/forms/readings.ts";
import { sealed, signed, unsigned, wordingOf } from "#lib/domain/forms/sign.ts";
import { isAsked, type Step, stepsOf } from "#lib/domain/forms/steps.ts";
import { isAccepted, validateResponse } from "#lib/domain/forms/validate.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { asking, blank, filledIn, libraryForm, questionsIn, sentBy, told } from "#test/support/forms.ts";
import { describeWithSharedData, sharedJson } from "#test/support/shared-data.ts";

const finished = (...item: ResponseItem[]) => ({ ...blank, status: "completed" as const, item });

describe("enableWhen", () => {
  const five: ResponseItem[] = [{ linkId: "a", answer: [{ valueInteger: 5 }] }];
  const cases: [EnableWhen["operator"], Partial<EnableWhen>, ResponseItem[], boolean][] = [
    ["exists", { answerBoolean: true }, five, true],
    ["exists", { answerBoolean: false }, five, false],
    ["exists", { answerBoolean: false }, [], true],
    ["=", { answerInteger: 5 }, five, true],
    ["=", { answerDecimal: 5 }, five, true],
    ["=", { answerInteger: 4 }, five, false],
    ["!=", { answerInteger: 4 }, five, true],
    ["!=", { answerInteger: 5 }, five, false],
    ["!=", { answerInteger: 5 }, [], true],
    [">", { answerInteger: 4 }, five, true],
    [">", { answerInteger: 5 }, five, false],
    [">=", { answerInteger: 5 }, five, true],
    ["<", { answerInteger: 6 }, five, true],
    ["<=", { answerInteger: 4 }, five, false],
    ["<", { answerInteger: 6 }, [], false],
    ["=", { answerDate: "2020-01-01" }, [{ linkId: "a", answer: [{ valueDate: "2020-01-01" }] }], true],
    [">", { answerDate: "2019-12-31" }, [{ linkId: "a", answer: [{ valueDate: "2020-01-01" }] }], true],
    [
      "=",
      { answerString: "x" },
      [{ linkId: "a", answer: [{ valueString: "y" }, { valueString: "x" }] }],
      true,
    ],
    [
      "=",
      { answerCoding: { system: "s", code: "c" } },
      [{ linkId: "a", answer: [{ valueCoding: { system: "s", code: "c", display: "C" } }] }],
      true,
    ],
    [
      "=",
      { answerCoding: { system: "t", code: "c" } },
      [{ linkId: "a", answer: [{ valueCoding: { system: "s", code: "c" } }] }],
      false,
    ],
  ];
  it.each(cases)("%s %j over %j is %s", (operator, answer, given, enabled) => {
    const item = { linkId: "b", type: "string", enableWhen: [{ question: "a", operator, ...answer }] };
    expect(isEnabled(item as QuestionnaireItem, [given])).toBe(enabled);
  });

  it.each([
    ["all", false],
    ["any", true],
  ] as const)("joins several conditions by %s", (enableBehavior, enabled) => {
    const enableWhen = [
      { question: "a", operator: "=", answerInteger: 5 },
      { question: "a", operator: "=", answerInteger: 6 },
    ];
    const item = { linkId: "b", type: "string", enableBehavior, enableWhen };
    expect(isEnabled(item as QuestionnaireItem, [five])).toBe(enabled);
  });

  it("asks the answer of the same repetition of a group", () => {
    const questionnaire = asking({
      linkId: "child",
      type: "group",
      repeats: true,
      item: [
        { linkId: "school", type: "boolean" },
        {
          linkId: "which",
          type: "string",
          required: true,
          enableWhen: [{ question: "school", operator: "=", answerBoolean: true }],
        },
      ],
    });
    const child = (school: boolean, which?: string): ResponseItem => ({
      linkId: "child",
      item: [
        { linkId: "school", answer: [{ valueBoolean: school }] },
        ...(which ? [{ linkId: "which", answer: [{ valueString: which }] }] : []),
      ],
    });
    expect(isAccepted(validateResponse(questionnaire, finished(child(true, "Oak"), child(false))))).toBe(
      true,
    );
    const [missing] = validateResponse(questionnaire, finished(child(true, "Oak"), child(true)));
    expect(missing).toMatchObject({
      code: "required",
      linkId: "which",
      path: "QuestionnaireResponse.item[1]",
    });
    const [extra] = validateResponse(questionnaire, finished(child(false, "Oak")));
    expect(extra?.code).toBe("not_enabled");
  });

  it("drops answers to questions that a changed mind switches off, in turn", () => {
    const on = (question: string) => ({ enableWhen: [{ question, operator: "=", answerBoolean: true }] });
    const questionnaire = asking(
      { linkId: "a", type: "boolean" },
      { linkId: "b", type: "boolean", ...on("a") },
      { linkId: "c", type: "string", ...on("b") },
    );
    const yes = (linkId: string): ResponseItem => ({ linkId, answer: [{ valueBoolean: true }] });
    const no: ResponseItem = { linkId: "a", answer: [{ valueBoolean: false }] };
    const c: ResponseItem = { linkId: "c", answer: [{ valueString: "x" }] };
    expect(pruned(questionnaire, told(yes("a"), yes("b"), c)).item).toHaveLength(3);
    expect(pruned(questionnaire, told(no, yes("b"), c)).item).toEqual([no]);
  });
});

describe("validation", () => {
  const one = (item: object, ...answer: object[]) =>
    validateResponse(
      asking({ linkId: "a", ...item }),
      finished({ linkId: "a", answer: answer as NonNullable<ResponseItem["answer"]> }),
    ).map(({ code }) => code);
  const regex = { url: "http://hl7.org/fhir/StructureDefinition/regex", valueString: "\\d{5}" };
  it.each([
    [{ type: "date" }, { valueDate: "2026-02-30" }, ["format"]],
    [{ type: "date" }, { valueDate: "2026-02-28" }, []],
    [{ type: "time" }, { valueTime: "25:00:00" }, ["format"]],
    [{ type: "integer" }, { valueInteger: 1.5 }, ["type"]],
    [{ type: "string", maxLength: 2 }, { valueString: "abc" }, ["too_long"]],
    [{ type: "string", extension: [regex] }, { valueString: "1234" }, ["pattern"]],
    [{ type: "string", extension: [regex] }, { valueString: "12345" }, []],
    [{ type: "open-choice", answerOption: [{ valueCoding: { code: "x" } }] }, { valueString: "my own" }, []],
    [{ type: "choice", answerOption: [{ valueCoding: { code: "x" } }] }, { valueString: "x" }, ["type"]],
  ])("%j with %j gives %j", (item, answer, codes) => {
    expect(one(item, answer)).toEqual(codes);
  });

  it("refuses to publish a pattern that could take for ever", () => {
    const evil = { ...regex, valueString: "(a+)+b" };
    const draft = {
      ...libraryForm("registration"),
      questionnaire: asking({ linkId: "a", type: "string", extension: [evil] }),
    };
    expect(lintForm(draft, { languages: ["en"] }).errors).toEqual([
      { pointer: "/questionnaire/item/0/extension", detail: "The pattern is too long or cannot be read." },
    ]);
  });
});

describe("the library's forms", () => {
  it.each(libraryForms.map((form) => [form.id, form] as const))("%s can be published", (_, form) => {
    expect(lintForm(form, { languages: ["en", "es"] })).toEqual({ errors: [], warnings: [] });
  });

  it.each(libraryForms.map((form) => [form.id, form] as const))(
    "%s has its Spanish throughout",
    (_, form) => {
      const spanish = localized(form.questionnaire, "es-MX");
      const english = localized(form.questionnaire, "en");
      const texts = (one: Questionnaire): string[] =>
        stepsOf(one).flatMap((step) =>
          questionsIn(fieldsOf(one, step, [])).flatMap(({ label, choices }) => [
            label,
            ...choices.map((choice) => choice.label),
          ]),
        );
      const same = texts(spanish).filter((text, i) => text === texts(english)[i]);
      expect(same.filter((text) => !["true", "false", "Diabetes"].includes(text) && !isUnit(text))).toEqual(
        [],
      );
    },
  );
  const isUnit = (text: string): boolean => /^[a-zA-Z°/]{1,6}$/.test(text);

  it("shows the insurance's questions only after a yes, on the same page", () => {
    const { questionnaire } = libraryForm("registration");
    const [, insurance] = stepsOf(questionnaire);
    if (!insurance) throw new Error("no page");
    const labels = (given: ResponseItem[]) =>
      questionsIn(fieldsOf(questionnaire, insurance, given)).map(({ linkId }) => linkId);
    expect(labels([])).toEqual(["insured"]);
    const yes = withPage(questionnaire, blank, insurance, {
      sent: sentBy(fieldsOf(questionnaire, insurance, []), () => "true"),
    });
    expect(labels(yes.response.item ?? [])).toEqual(["insured", "payer", "member-id"]);
    expect(isAsked(insurance, [])).toBe(true);
  });

  it("turns an intake into attributes and consents", () => {
    const { questionnaire } = libraryForm("registration");
    const answers: Record<string, string | string[]> = {
      given: "Maria",
      family: "Lopez",
      "postal-code": "60601",
      insured: "true",
      payer: "Blue Plan",
      "member-id": "X1",
      conditions: ["0", "2"],
      allergic: "false",
      "care-texts": "true",
      signature: "Maria Lopez",
    };
    const response = filledIn(questionnaire, ({ linkId }) => answers[linkId] ?? "");
    expect(isAccepted(validateResponse(questionnaire, { ...response, status: "completed" }))).toBe(true);
    expect(attributesOf(questionnaire, response)).toEqual({
      "reported-name-given": "Maria",
      "reported-name-family": "Lopez",
      "reported-address-postalCode": "60601",
      insured: true,
      payer: "Blue Plan",
      "member-id": "X1",
    });
    expect(consentsOf(questionnaire, response)).toEqual([
      {
        linkId: "care-texts",
        purpose: "care",
        channel: "sms",
        category: "all",
        wording: "intake-care-texts-1",
        state: "granted",
      },
    ]);
  });
});

describe("a repeated group", () => {
  const { questionnaire } = libraryForm("pre-visit");
  const [, page] = stepsOf(questionnaire);
  if (!page) throw new Error("no page");
  const names = (given: ResponseItem[], extra?: string) =>
    questionsIn(fieldsOf(questionnaire, page, given, undefined, extra))
      .filter(({ linkId }) => linkId === "medicine-name")
      .map(({ name, values }) => [name, values[0]]);
  const posted = (response: typeof blank, fields: Record<string, string>) =>
    withPage(questionnaire, response, page, { sent: (name) => [fields[name] ?? []].flat() }).response;

  it("is asked once, and once more when the patient wants it, each under its own name", () => {
    const changed = posted(blank, { "q1.0": "true" });
    expect(names(changed.item ?? [])).toEqual([["q1.1-0.0", ""]]);
    const one = posted(changed, { "q1.0": "true", "q1.1-0.0": "Metformin" });
    expect(names(one.item ?? [])).toEqual([["q1.1-0.0", "Metformin"]]);
    expect(names(one.item ?? [], "q1.1")).toEqual([
      ["q1.1-0.0", "Metformin"],
      ["q1.1-1.0", ""],
    ]);
    const two = posted(one, { "q1.0": "true", "q1.1-0.0": "Metformin", "q1.1-1.0": "Insulin" });
    expect(names(two.item ?? []).map(([, value]) => value)).toEqual(["Metformin", "Insulin"]);
    const less = posted(two, { "q1.0": "true", "q1.1-0.0": "", "q1.1-1.0": "Insulin" });
    expect(names(less.item ?? [])).toEqual([["q1.1-0.0", "Insulin"]]);
  });
});

describe("initial values", () => {
  const hidden = { url: "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", valueBoolean: true };
  it("that nobody can write are there from the beginning; others are proposed", () => {
    const initial = [{ valueString: "x" }];
    const questionnaire = asking(
      { linkId: "a", type: "string", initial },
      { linkId: "b", type: "string", initial, readOnly: true },
      { linkId: "c", type: "string", initial, extension: [hidden] },
    );
    expect(initialItems(questionnaire).map(({ linkId }) => linkId)).toEqual(["b", "c"]);
    const [page] = stepsOf(questionnaire);
    const fields = page ? questionsIn(fieldsOf(questionnaire, page, [])) : [];
    expect(fields.map(({ linkId, values }) => [linkId, values[0]])).toEqual([
      ["a", "x"],
      ["b", "x"],
    ]);
  });
});

describe("signatures", () => {
  const { questionnaire } = libraryForm("registration");
  const step = stepsOf(questionnaire).at(-1);
  if (!step) throw new Error("no page");
  const named = (valueString: string) =>
    told({ linkId: "consent", item: [{ linkId: "signature", answer: [{ valueString }] }] });
  const how = (intent: boolean, at = "2026-06-01T15:00:00.000Z") => ({
    intends: () => intent,
    at,
    language: "en",
    provenBy: "birth-date" as const,
  });

  it("holds name, time, wording, intent and how the signer was known (15 U.S.C. 7001, 7006(5))", () => {
    const [one] = signed([], step, named("Maria Lopez"), how(true));
    expect(one).toEqual({
      linkId: "signature",
      name: "Maria Lopez",
      at: "2026-06-01T15:00:00.000Z",
      wording: wordingOf(step),
      language: "en",
      intent: true,
      intentWording: expect.stringMatching(/^[0-9a-z]{32}$/),
      provenBy: "birth-date",
    });
    expect(wordingOf(stepsOf(localized(questionnaire, "es")).at(-1) ?? step)).not.toBe(wordingOf(step));
  });

  it("is none without the intent, and is made anew for another name", () => {
    expect(signed([], step, named("Maria"), how(false))).toEqual([]);
    expect(unsigned(questionnaire, named("Maria"), []).map(({ code }) => code)).toEqual(["unsigned"]);
    const first = signed([], step, named("Maria"), how(true));
    const later = "2026-06-02T15:00:00.000Z";
    expect(signed(first, step, named("Maria"), how(true, later))).toEqual(first);
    expect(signed(first, step, named("Mario"), how(true, later))[0]).toMatchObject({
      name: "Mario",
      at: later,
    });
  });
});

describe("a signature that is drawn", () => {
  const step = stepsOf(libraryForm("registration").questionnaire).at(-1) as Step;
  const item = { linkId: "signature", answer: [{ valueString: "Maria" }] };
  const response = { ...blank, item: [{ linkId: "consent", item: [item] }] };
  const at = "2026-06-01T15:00:00.000Z";
  const drawings = new Map([["signature", { id: "fil_1", sha256: "a".repeat(64) }]]);

  it("names its picture, stays with the name, and is made anew when it is drawn anew", () => {
    const how = { intends: () => true, at, language: "en" };
    const first = signed([], step, response, { ...how, drawings });
    expect(first[0]?.drawing).toEqual({ file: "fil_1", sha256: "a".repeat(64) });
    expect(signed(first, step, response, how)).toEqual(first);
    const again = new Map([["signature", { id: "fil_2", sha256: "b".repeat(64) }]]);
    expect(signed(first, step, response, { ...how, drawings: again })[0]?.drawing?.file).toBe("fil_2");
    expect(signed([], step, response, { ...how, drawings, intends: () => false })).toEqual([]);
  });

  it("is sealed over all the answers: another answer is another seal", () => {
    const signatures = signed([], step, response, { intends: () => true, at, language: "en" });
    const [one] = sealed(signatures, response);
    const [other] = sealed(signatures, { ...response, item: [] });
    expect(one?.signed).toMatch(/^[0-9a-z]{32}$/);
    expect(other?.signed).not.toBe(one?.signed);
  });
});

describe("readings", () => {
  const reading = (form: string, ...values: { linkId: string; value: number; code: string }[]) =>
    told({
      linkId: "reading",
      item: values.map(({ linkId, value, code }) => ({
        linkId,
        answer: [{ valueQuantity: { value, code, system: "http://unitsofmeasure.org" } }],
      })),
      text: form,
    });
  const pressure = (systolic: number, diastolic: number) =>
    reading(
      "blood-pressure",
      { linkId: "systolic", value: systolic, code: "mm[Hg]" },
      { linkId: "diastolic", value: diastolic, code: "mm[Hg]" },
    );

  it.each([
    [119, 79, []],
    [139, 89, []],
    [129, 90, ["stage-2"]],
    [180, 120, ["stage-2"]],
    [181, 80, ["crisis"]],
    [130, 121, ["crisis"]],
    [85, 60, ["low"]],
  ])("of %i over %i mmHg raise %j", (systolic, diastolic, ids) => {
    const alerts = alertsOf(libraryForm("blood-pressure"), pressure(systolic, diastolic));
    expect(alerts.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [53, "mg/dL", "very-low"],
    [54, "mg/dL", "low"],
    [70, "mg/dL", undefined],
    [180, "mg/dL", undefined],
    [251, "mg/dL", "very-high"],
    [2.9, "mmol/L", "very-low"],
    [5.5, "mmol/L", undefined],
    [14, "mmol/L", "very-high"],
  ])("of %d %s raise %s", (value, code, id) => {
    const alerts = alertsOf(libraryForm("glucose"), reading("glucose", { linkId: "glucose", value, code }));
    expect(alerts[0]?.id).toBe(id);
  });

  it("are stored in one unit", () => {
    const { questionnaire } = libraryForm("temperature");
    const response = reading("temperature", { linkId: "temperature", value: 100.4, code: "[degF]" });
    expect(observationsOf(questionnaire, response, "2026-06-01T15:00:00.000Z")).toEqual([
      {
        linkId: "temperature",
        code: { system: "http://loinc.org", code: "8310-5", display: "Body temperature" },
        value: 38,
        unit: "Cel",
        at: "2026-06-01T15:00:00.000Z",
      },
    ]);
  });

  it.each([
    ["weight", 1700, "[lb_av]", "implausible"],
    ["weight", 170, "[lb_av]", undefined],
    ["temperature", 98.6, "Cel", "implausible"],
    ["glucose", 120, "mg", "unit"],
  ])("of %s %d %s are %s", (linkId, value, code, issue) => {
    const { questionnaire } = libraryForm(linkId);
    const [found] = checkReadings(questionnaire, reading(linkId, { linkId, value, code }));
    expect(found?.code).toBe(issue);
  });
});

describeWithSharedData("the published instruments", () => {
  type Published = {
    items: number;
    range: [number, number];
    positiveAt?: number;
    bands?: [number, number, string][];
  };
  const published = sharedJson<Record<string, Published>>("06-clinical/instrument-bands.json");

  it.each(["phq2", "phq9", "gad7"] as const)("%s has the published items and bands at every score", (id) => {
    const { items, range, bands, positiveAt } = published[id] as Published;
    expect(instruments[id].items).toBe(items);
    for (let total = range[0]; total <= range[1]; total++) {
      const band = bands
        ? bands.find(([from, to]) => total >= from && total <= to)?.[2]
        : total >= (positiveAt as number)
          ? "positive"
          : "negative";
      expect([total, bandOf(id, total)]).toEqual([total, band]);
    }
    expect(bandOf(id, range[1] + 1)).toBeUndefined();
  });
});

describe("scores", () => {
  const scored = (id: string, total: number) =>
    scoreOf(libraryForm(id), told({ linkId: "total", answer: [{ valueInteger: total }] }));
  it("are the total with its band", () => {
    expect(scored("phq-9", 10)).toEqual({ instrument: "phq9", total: 10, band: "moderate" });
    expect(scored("phq-9", 28)).toBeUndefined();
    expect(scoreOf(libraryForm("phq-9"), blank)).toBeUndefined();
  });
});
