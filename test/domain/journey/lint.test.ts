import { describe, expect, it } from "vitest";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { type Known, lintJourney } from "#lib/domain/journey/lint.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";
import { libraryJourneys } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { ask, branch, form, message, over, questions, repeat, staffTask, wait } from "#test/support/steps.ts";

const known: Known = {
  templates: {
    t: { channels: ["sms"], purpose: "care", answers: ["confirmed", "declined"] },
    code: { channels: ["sms", "email"], purpose: "care", variables: ["code", "place"] },
  },
  journeys: ["other"],
  queues: ["front-desk"],
  forms: ["intake"],
};
const enroll = (journey: string): Step => ({ do: "enroll", journey, subject: "same", next: "over" });

const lint = (steps: Record<string, Step>, more: Partial<JourneyDraft> = {}, what = known) =>
  lintJourney(journeyOf({ ...steps, ...over }, more), what, defaultPolicy);

describe("lint", () => {
  it.each<[string, Step[]]>([
    ["a question of each kind", questions()],
    ["a task for a queue there is", [staffTask()]],
    ["a journey there is", [enroll("other")]],
    [
      "a message that gives its template what it needs",
      [message({ template: "code", variables: { code: 0, place: "" } })],
    ],
    ["a message by one channel of its template's", [message({ channels: ["voice", "sms"] })]],
  ])("passes %s", (_name, steps) => {
    for (const a of steps) expect(lint({ a })).toEqual([]);
  });

  it.each<[string, Step, string, RegExp]>([
    ["a way that leads nowhere", ask({ onSilence: "gone" }), "/steps/a/onSilence", /leads to "gone"/],
    ["a question without a limit", ask({ within: undefined }), "/steps/a/within", /how long the patient has/],
    [
      "an unknown template of a question",
      ask({ template: "x" }),
      "/steps/a/template",
      /"x", which is not published/,
    ],
    [
      "an unknown template of a message",
      message({ template: "x" }),
      "/steps/a/template",
      /"x", which is not published/,
    ],
    [
      "an answer that leads nowhere",
      ask({ answers: { confirmed: "over" } }),
      "/steps/a/answers",
      /may answer "declined"/,
    ],
    [
      "an answer that nobody can give",
      ask({ answers: { confirmed: "over", declined: "over", later: "over" } }),
      "/steps/a/answers/later",
      /does not offer the answer "later"/,
    ],
    [
      "a channel without words",
      message({ template: "code", channels: ["voice"], variables: { code: 1, place: "here" } }),
      "/steps/a/channels",
      /words for sms, email only/,
    ],
    [
      "values that its template needs and nobody gives",
      message({ template: "code" }),
      "/steps/a/variables",
      /needs a value for code, place:/,
    ],
    [
      "the one value that is not given",
      message({ template: "code", variables: { code: 1 } }),
      "/steps/a/variables",
      /needs a value for place:/,
    ],
    ["an unknown queue", staffTask({ queue: "x" }), "/steps/a/queue", /no queue "x"/],
    ["an unknown journey", enroll("x"), "/steps/a/journey", /no journey "x"/],
    [
      "a form that is not published",
      form({ form: "x" }),
      "/steps/a/form",
      /form "x", which is not published/,
    ],
    ["an escalation", { do: "escalate", next: "over" }, "/steps/a/do", /not yet available/],
  ])("finds %s, and nothing else", (_name, a, pointer, detail) => {
    expect(lint({ a })).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it("takes any queue and any form where it is not told which there are", () => {
    const { queues: _, forms: __, ...rest } = known;
    expect(lint({ a: staffTask({ queue: "x", onSilence: "b" }), b: form({ form: "x" }) }, {}, rest)).toEqual(
      [],
    );
  });

  it("finds a template that is for another purpose than the journey", () => {
    expect(lint({ a: ask() }, { purpose: "marketing" })).toEqual([
      { pointer: "/steps/a/template", detail: expect.stringMatching(/for care, the journey for marketing/) },
    ]);
  });

  it("asks for words on one of the customer's own channels, where the step does not choose one", () => {
    const byLetter = {
      ...known,
      templates: { t: { channels: ["letter" as const], purpose: "care" as const } },
    };
    const withoutLetters = { ...defaultPolicy, channelOrder: ["sms" as const, "email" as const] };
    const journey = journeyOf({ a: message(), ...over });
    expect(lintJourney(journey, byLetter, withoutLetters)[0]?.pointer).toBe("/steps/a/channels");
    expect(lintJourney(journey, byLetter, { ...defaultPolicy, channelOrder: ["letter"] })).toEqual([]);
  });
});

describe("a condition", () => {
  it.each([
    ["cannot be read", "patient.age >", /"patient.age >" cannot be asked/],
    ["is about what is not there", "payer == 1", /payer/],
    ["is no question", "1 + 1", /not yes or no/],
  ])("that %s is found", (_, condition, detail) => {
    expect(
      lint({
        a: branch([
          ["true", "over"],
          [condition, "over"],
        ]),
      }),
    ).toEqual([{ pointer: "/steps/a/cases/1/if", detail: expect.stringMatching(detail) }]);
  });

  it("is asked for wherever one may stand", () => {
    const event = "appointment.updated";
    const where = "((";
    const doneWhen = { if: where, next: "over" };
    const steps = {
      waiting: wait({ event, where, within: "P1D", onTimeout: "turns", next: "turns" }),
      turns: repeat({ body: "asking", until: where, next: "calling" }),
      asking: ask({ doneWhen }),
      filling: form({ doneWhen }),
      calling: staffTask({ doneWhen, onSilence: "filling" }),
    };
    const told = {
      goal: { event, where },
      exitWhen: [
        { event, reason: "other" },
        { event, reason: "why", where },
      ],
    };
    expect(lint(steps, { enrollWhen: { event, where }, ...told }).map(({ pointer }) => pointer)).toEqual([
      "/enrollWhen/where",
      "/goal/where",
      "/exitWhen/1/where",
      "/steps/waiting/where",
      "/steps/turns/until",
      "/steps/asking/doneWhen/if",
      "/steps/filling/doneWhen/if",
      "/steps/calling/doneWhen/if",
    ]);
  });
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
  const forms = libraryForms.map((one) => one.id);
  const journeys = libraryJourneys.map(({ id }) => id);
  for (const journey of libraryJourneys) {
    expect(JourneyDraft.parse(JSON.parse(JSON.stringify(journey)))).toEqual(journey);
    expect(lintJourney(journey, { templates, forms, journeys }, defaultPolicy)).toEqual([]);
  }
});
