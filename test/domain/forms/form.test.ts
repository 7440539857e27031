import { describe, expect, it } from "vitest";
import { Alert, FormDraft, FormResponse, Limit, Signature } from "#lib/domain/forms/form.ts";
import { Questionnaire, QuestionnaireResponse } from "#lib/domain/forms/questionnaire.ts";
import { asking, blank } from "#test/support/forms.ts";

const limit = { linkId: "a", above: 1 };
const alert = { id: "high", any: [limit], queue: "care", title: "Call", priority: "high", due: "PT1H" };
const draft = { id: "intake", kind: "intake", questionnaire: asking({ linkId: "a", type: "string" }) };
const signature = {
  linkId: "a",
  name: "Maria",
  at: "2026-06-01T15:00:00Z",
  wording: "w",
  language: "en",
  intent: true,
};

describe("a limit", () => {
  it.each([
    ["of one bound", { linkId: "a", atMost: 0 }, true],
    ["of all of them", { linkId: "a", above: 1, atLeast: 1, below: 2, atMost: 2 }, true],
    ["of none", { linkId: "a" }, false],
    ["of no item", { above: 1 }, false],
    ["of a bound that nobody knows", { linkId: "a", over: 1 }, false],
    ["of a text", { linkId: "a", above: "1" }, false],
  ])("%s is taken: %s", (_, value, taken) => expect(Limit.safeParse(value).success).toBe(taken));

  it("without a bound says what to give", () => {
    expect(Limit.safeParse({ linkId: "a" }).error?.issues[0]?.message).toBe("give at least one limit");
  });
});

describe("an alert", () => {
  it.each<[string, object, boolean]>([
    ["as it is", {}, true],
    ["shown at once with help", { show: "crisis", atOnce: true, answer: "high" }, true],
    ["without a limit", { any: [] }, false],
    ["of twenty limits", { any: Array(20).fill(limit) }, true],
    ["of twenty-one", { any: Array(21).fill(limit) }, false],
    ["without a title", { title: "" }, false],
    ["with a title of 200 letters", { title: "x".repeat(200) }, true],
    ["with a longer one", { title: "x".repeat(201) }, false],
    ["of another priority", { priority: "soon" }, false],
    ["that shows what no page has", { show: "balloons" }, false],
    ["with an answer of 32 letters", { answer: "x".repeat(32) }, true],
    ["with a longer one", { answer: "x".repeat(33) }, false],
    ["that says more", { also: 1 }, false],
  ])("%s is taken: %s", (_, more, taken) => {
    expect(Alert.safeParse({ ...alert, ...more }).success).toBe(taken);
  });

  it("waits until the form is sent, unless it says so", () => expect(Alert.parse(alert).atOnce).toBe(false));
});

describe("a form", () => {
  const review = { queue: "care", title: "Read it", due: "P1D" };
  it.each<[string, object, boolean]>([
    ["as it is", {}, true],
    ...["consent", "check-in", "screening", "questionnaire"].map((kind): [string, object, boolean] => [
      `as a ${kind}`,
      { kind },
      true,
    ]),
    ["of another kind", { kind: "poll" }, false],
    ["with a description of 500 letters", { description: "x".repeat(500) }, true],
    ["with a longer one", { description: "x".repeat(501) }, false],
    ["with an instrument's total", { score: { instrument: "phq9", linkId: "a" } }, true],
    ["with a total of no known instrument", { score: { instrument: "moca", linkId: "a" } }, false],
    ["with a total that says more", { score: { instrument: "phq9", linkId: "a", also: 1 } }, false],
    ["with fifty alerts", { alerts: Array(50).fill(alert) }, true],
    ["with fifty-one", { alerts: Array(51).fill(alert) }, false],
    ["that somebody reads", { review }, true],
    ["that somebody reads under no title", { review: { ...review, title: "" } }, false],
    ["that somebody reads under a title too long", { review: { ...review, title: "x".repeat(201) } }, false],
    ["that nobody in particular reads", { review: { title: "Read it", due: "P1D" } }, false],
    ["that says more", { also: 1 }, false],
  ])("%s is taken: %s", (_, more, taken) => {
    expect(FormDraft.safeParse({ ...draft, ...more }).success).toBe(taken);
  });

  it("raises no alert unless it says so", () => expect(FormDraft.parse(draft).alerts).toEqual([]));
});

describe("a signature", () => {
  it.each<[string, object, boolean]>([
    ["with its intent", {}, true],
    ["without it", { intent: false }, false],
    ["of 200 letters", { name: "x".repeat(200) }, true],
    ["of more", { name: "x".repeat(201) }, false],
    ["by a code", { provenBy: "code" }, true],
    ["by a birth date", { provenBy: "birth-date" }, true],
    ["by a promise", { provenBy: "promise" }, false],
    ["that is drawn", { drawing: { file: "fil_1", sha256: "0" } }, true],
    ["that is drawn in no file", { drawing: {} }, false],
  ])("%s is kept: %s", (_, more, kept) => {
    expect(Signature.safeParse({ ...signature, ...more }).success).toBe(kept);
  });
});

describe("a response", () => {
  const kept = {
    id: "frs_1",
    patientId: "pat_1",
    form: { id: "intake", version: 1 },
    language: "en",
    status: "in-progress",
    response: blank,
    signatures: [signature],
    alerts: ["high"],
    score: { instrument: "phq9", total: 10, band: "moderate" },
    openedAt: "2026-06-01T15:00:00Z",
    savedAt: "2026-06-01T15:00:00Z",
  };

  it("is kept with its form, signatures, alerts and total", () => {
    expect(FormResponse.parse(kept)).toMatchObject({ form: kept.form, alerts: ["high"], score: kept.score });
    for (const part of ["form", "response", "signatures", "openedAt"])
      expect(FormResponse.safeParse({ ...kept, [part]: undefined }).success).toBe(false);
    expect(FormResponse.safeParse({ ...kept, status: "amended" }).success).toBe(false);
    expect(FormResponse.safeParse({ ...kept, form: { id: "intake" } }).success).toBe(false);
    expect(FormResponse.safeParse({ ...kept, score: { total: 10 } }).success).toBe(false);
  });

  it.each([
    ["an item's items", { item: [{ linkId: "a", item: [{}] }] }],
    ["an item's answers", { item: [{ linkId: "a", answer: [{ valueString: 1 }] }] }],
    ["an answer's items", { item: [{ linkId: "a", answer: [{ item: [{}] }] }] }],
  ])("of a wrong shape is refused, down to %s", (_, part) => {
    expect(QuestionnaireResponse.safeParse({ ...blank, ...part }).success).toBe(false);
  });

  it("to a form of a wrong shape cannot be: it is refused down to its items' items", () => {
    const nested = (inner: object) => ({
      resourceType: "Questionnaire",
      item: [{ linkId: "g", type: "group", item: [inner] }],
    });
    expect(Questionnaire.safeParse(nested({ linkId: "a", type: "string" })).success).toBe(true);
    expect(Questionnaire.safeParse(nested({ linkId: "", type: "string" })).success).toBe(false);
    expect(Questionnaire.safeParse(nested({ linkId: "a", type: "essay" })).success).toBe(false);
  });
});
