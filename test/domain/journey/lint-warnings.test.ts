import { expect, it } from "vitest";
import { unanswerable } from "#lib/domain/content/lint-words.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import type { Known } from "#lib/domain/journey/lint.ts";
import { journeyWarnings } from "#lib/domain/journey/lint-warnings.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { stormWarnings } from "#lib/domain/simulation/storm.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const templates: Known["templates"] = Object.fromEntries(
  libraryTemplates.map((one) => [
    one.id,
    { channels: ["sms"], purpose: one.purpose, unanswerable: unanswerable(one) },
  ]),
);
const over: Step = { do: "end", outcome: "over" };
const say = (next: string): Step => ({
  do: "message",
  template: "care-thanks",
  channels: "preferred",
  goOn: "when-sent",
  next,
});
const ask: Step = {
  do: "ask",
  task: "x",
  template: "t",
  channels: "preferred",
  answers: { confirmed: "over" },
  within: "P1D",
  onSilence: "over",
};
const warned = (steps: Record<string, Step>, more: Partial<JourneyDraft> = {}) =>
  journeyWarnings(journeyOf(steps, more), { templates: {} }).map(({ pointer }) => pointer);

it("misses a goal, an event that never comes, and a way for those whom nothing reaches", () => {
  expect(warned({ ask, over })).toEqual(["/goal", "/steps/ask/onUndeliverable"]);
  expect(warned({ over }, { goal: { event: "appointment.done" } })).toEqual(["/goal/event"]);
  const called = { ...ask, onUndeliverable: "over" };
  expect(warned({ ask: called, over }, { goal: { event: "appointment.arrived" } })).toEqual([]);
});

it("says when a template does not tell how to answer what is asked", () => {
  const templates = {
    t: { channels: ["sms" as const], purpose: "care" as const, unanswerable: ["sms in es"] },
  };
  const goal = { event: "appointment.arrived" };
  const asking = journeyOf({ ask: { ...ask, onUndeliverable: "over" }, over }, { goal });
  expect(journeyWarnings(asking, { templates })).toEqual([
    { pointer: "/steps/ask/template", detail: expect.stringContaining("(sms in es)") },
  ]);
  const saying = journeyOf({ a: { ...say("over"), template: "t" } as Step, over }, { goal });
  expect(journeyWarnings(saying, { templates })).toEqual([]);
});

it("says when a journey wants to say more in a week than may leave", () => {
  const four = journeyOf({ a: say("b"), b: say("c"), c: say("d"), d: say("over"), over });
  expect(stormWarnings(four, defaultPolicy, simulatedMonday)[0]?.detail).toMatch(
    /say 4 things.* lets 3 leave/,
  );
  const calm = journeyOf({ a: say("over"), over });
  expect(stormWarnings(calm, defaultPolicy, simulatedMonday)).toEqual([]);
});

it.each(families.map(({ journey }) => [journey.id, journey] as const))(
  "finds no event that never comes, and no storm, in %s",
  (_, journey) => {
    const warnings = journeyWarnings(journey, { templates });
    expect(warnings.filter(({ detail }) => /never comes|waits for an answer/.test(detail))).toEqual([]);
    expect(stormWarnings(journey, defaultPolicy, simulatedMonday)).toEqual([]);
  },
);
