import { describe, expect, it } from "vitest";
import { JourneyDraft, journeyFaults } from "#lib/domain/journey/definition.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { type Known, lintJourney } from "#lib/domain/journey/lint.ts";
import { journeyPicture } from "#lib/domain/journey/picture.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { libraryJourneys } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { journeyOf } from "#test/support/journeys.ts";

const known: Known = {
  templates: {
    t: { channels: ["sms"], purpose: "care", answers: ["confirmed", "declined"] },
    code: { channels: ["sms"], purpose: "care", variables: ["code"] },
  },
  journeys: ["other"],
  queues: ["front-desk"],
  forms: ["intake"],
};

const end: Step = { do: "end", outcome: "done" };
const ask: Step = {
  do: "ask",
  task: "confirm",
  template: "t",
  channels: "preferred",
  answers: { confirmed: "end", declined: "end" },
  within: "P1D",
  onSilence: "end",
};
const call: Step = {
  do: "staff-task",
  queue: "front-desk",
  title: "Call",
  priority: "normal",
  due: "PT4H",
  outcomes: { reached: "end" },
  onSilence: "end",
};
const lint = (steps: Record<string, Step>, more: Partial<JourneyDraft> = {}) =>
  lintJourney(journeyOf({ ...steps, end }, more), known, defaultPolicy);

describe("lint", () => {
  it("passes a sound journey", () => {
    expect(lint({ ask })).toEqual([]);
  });

  it.each<[string, Record<string, Step>, string, RegExp]>([
    ["an unknown next step", { a: { ...ask, onSilence: "gone" } }, "/steps/a/onSilence", /leads to "gone"/],
    ["a step that nothing leads to", { ask, lost: call }, "/steps/lost", /No step leads to "lost"/],
    [
      "a circle without a wait",
      {
        a: { do: "notify", event: "e", next: "b" },
        b: { do: "branch", cases: [{ if: "true", next: "a" }], else: "end" },
      },
      "/steps/a",
      /"a" → "b" → "a" is a circle/,
    ],
    [
      "a circle through questions that can be too late",
      { a: { ...ask, onSilence: "a", expires: { anchor: "appointment.start" } } },
      "/steps/a",
      /circle/,
    ],
    [
      "a question without a limit",
      { a: { ...ask, within: undefined } },
      "/steps/a/within",
      /how long the patient has/,
    ],
    ["a question that takes no time", { a: { ...ask, within: "PT0S" } }, "/steps/a/within", /no time/],
    [
      "a question without a way on",
      { a: { ...ask, onSilence: undefined } },
      "/steps/a/onSilence",
      /does not answer/,
    ],
    ["a staff task without a deadline", { a: { ...call, due: undefined } }, "/steps/a/due", /deadline/],
    ["an unknown template", { a: { ...ask, template: "x" } }, "/steps/a/template", /not published/],
    [
      "an answer that leads nowhere",
      { a: { ...ask, answers: { confirmed: "end" } } },
      "/steps/a/answers",
      /may answer "declined"/,
    ],
    [
      "an answer that nobody can give",
      { a: { ...ask, answers: { confirmed: "end", declined: "end", later: "end" } } },
      "/steps/a/answers/later",
      /does not offer/,
    ],
    ["a channel without words", { a: { ...ask, channels: ["email"] } }, "/steps/a/channels", /sms only/],
    [
      "a clock of a channel that is not used",
      { a: { ...ask, channels: ["sms"], clocks: { email: "PT4H" } } },
      "/steps/a/clocks",
      /clock for email/,
    ],
    [
      "a clock that takes no time",
      { a: { ...ask, clocks: { sms: "PT0S" } } },
      "/steps/a/clocks",
      /PT0S on sms/,
    ],
    ["an unknown queue", { a: { ...call, queue: "x" } }, "/steps/a/queue", /no queue "x"/],
    [
      "an unknown journey",
      { a: { do: "enroll", journey: "x", subject: "same", next: "end" } },
      "/steps/a/journey",
      /no journey/,
    ],
    [
      "a form that is not published",
      { a: { ...ask, do: "form", form: "x" } as Step },
      "/steps/a/form",
      /form "x", which is not published/,
    ],
    [
      "a value that its template needs and nobody gives",
      { a: { ...ask, template: "code" } },
      "/steps/a/variables",
      /needs a value for code/,
    ],
    ["an escalation", { a: { do: "escalate", next: "end" } }, "/steps/a/do", /not yet available/],
    [
      "a condition that cannot be read",
      { a: { do: "branch", cases: [{ if: "patient.age >", next: "end" }], else: "end" } },
      "/steps/a/cases/0/if",
      /cannot be asked/,
    ],
    [
      "a condition about what is not there",
      { a: { do: "branch", cases: [{ if: "payer == 1", next: "end" }], else: "end" } },
      "/steps/a/cases/0/if",
      /payer/,
    ],
    [
      "a condition that is no question",
      { a: { do: "branch", cases: [{ if: "1 + 1", next: "end" }], else: "end" } },
      "/steps/a/cases/0/if",
      /not yes or no/,
    ],
    [
      "a moment without a rule for being late",
      { a: { do: "wait", until: { anchor: "appointment.start" }, next: "end" } },
      "/steps/a/late",
      /already passed/,
    ],
    [
      "an event without a limit",
      { a: { do: "wait", event: "appointment.updated", onTimeout: "end", next: "end" } },
      "/steps/a/within",
      /for ever/,
    ],
  ])("finds %s", (_name, steps, pointer, detail) => {
    expect(lint(steps)).toContainEqual({ pointer, detail: expect.stringMatching(detail) });
  });

  it("finds a missing start, another purpose, and a visit's date where there is no visit", () => {
    expect(lint({ ask }, { start: "gone" })[0]).toMatchObject({ pointer: "/start" });
    expect(lint({ ask }, { purpose: "marketing" })[0]?.detail).toMatch(/for care, the journey for marketing/);
    const a: Step = { do: "wait", until: { anchor: "appointment.start" }, late: "now", next: "end" };
    expect(lint({ a }, { subject: "patient" })[0]?.detail).toMatch(/not about an appointment/);
  });

  it("passes every journey of the library, with the library's templates", () => {
    const templates = Object.fromEntries(
      libraryTemplates.map((t) => [
        t.id,
        {
          purpose: t.purpose,
          channels: [...new Set(t.variants.map((v) => v.channel))],
          variables: t.variables ?? [],
        },
      ]),
    );
    const forms = libraryForms.map((form) => form.id);
    const journeys = libraryJourneys.map(({ id }) => id);
    for (const journey of libraryJourneys) {
      expect(JourneyDraft.parse(JSON.parse(JSON.stringify(journey)))).toEqual(journey);
      expect(lintJourney(journey, { templates, forms, journeys }, defaultPolicy)).toEqual([]);
    }
  });
});

describe("the schema", () => {
  const faults = (steps: object) => {
    const parsed = JourneyDraft.safeParse({ ...journeyOf({ end }), steps });
    return parsed.error ? journeyFaults(parsed.error) : [];
  };

  it.each<[string, object, string, RegExp]>([
    ["an unknown field", { a: { ...ask, colour: "red" } }, "/steps/a", /Step "a".*colour/],
    [
      "a duration that is none",
      { a: { ...ask, within: "1 day" } },
      "/steps/a/within",
      /Step "a", within: .*ISO 8601/,
    ],
    ["a wait for nothing", { a: { do: "wait", next: "end" } }, "/steps/a", /exactly one thing/],
    [
      "a wait for two things",
      { a: { do: "wait", for: "P1D", event: "a.b", next: "end" } },
      "/steps/a",
      /exactly one/,
    ],
    ["no answers", { a: { ...ask, answers: {} } }, "/steps/a/answers", /at least one/],
    ["an unknown kind", { a: { do: "dance" } }, "/steps/a/do", /Step "a"/],
  ])("refuses %s and names the step", (_name, steps, pointer, detail) => {
    expect(faults(steps)).toContainEqual({ pointer, detail: expect.stringMatching(detail) });
  });

  it("takes 200 steps and not one more", () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${i}`, end]));
    expect(faults(many(200))).toEqual([]);
    expect(faults(many(201))[0]?.detail).toMatch(/at most 200/);
  });
});

describe("the picture", () => {
  it("shows steps, ways and where an enrollment stands, and lets no text escape", () => {
    const picture = journeyPicture(journeyOf({ ask, call: { ...call, title: 'Call "<b>' }, end }), "call");
    expect(picture).toContain("flowchart TD");
    expect(picture).toContain('s0 -->|"silence"| s2');
    expect(picture).toContain("class s1 here");
    expect(picture).toContain("Call #34;#60;b#62;");
  });
});
