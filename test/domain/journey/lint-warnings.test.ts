import { expect, it } from "vitest";
import { unanswerable } from "#lib/domain/content/lint-words.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { hearableEvents } from "#lib/domain/journey/events.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import type { Known } from "#lib/domain/journey/lint.ts";
import { journeyWarnings } from "#lib/domain/journey/lint-warnings.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { stormWarnings } from "#lib/domain/simulation/storm.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { simulatedMonday } from "#test/support/simulation.ts";
import { message, over, questions, wait } from "#test/support/steps.ts";

const templates: Known["templates"] = Object.fromEntries(
  libraryTemplates.map((one) => [
    one.id,
    { channels: ["sms"], purpose: one.purpose, unanswerable: unanswerable(one) },
  ]),
);
const goal = { event: "appointment.arrived" };
const warned = (
  steps: Record<string, Step>,
  more: Partial<JourneyDraft> = {},
  templates: Known["templates"] = {},
) => journeyWarnings(journeyOf({ ...steps, ...over }, more), { templates });

it("misses an event that closes the loop or makes it needless", () => {
  expect(warned({})).toEqual([{ pointer: "/goal", detail: expect.stringContaining("no goal and no exit") }]);
  expect(warned({}, { goal })).toEqual([]);
  expect(warned({}, { exitWhen: [{ ...goal, reason: "came" }] })).toEqual([]);
});

it("finds events that never come, wherever one is named, and says which do", () => {
  const never = { event: "appointment.done" };
  const steps = { a: wait({ ...never, within: "P1D", onTimeout: "b" }), b: wait({ ...goal, within: "P1D" }) };
  const exitWhen = [
    { ...goal, reason: "came" },
    { ...never, reason: "done" },
  ];
  const found = warned(steps, { enrollWhen: never, goal: never, exitWhen });
  expect(found.map(({ pointer }) => pointer)).toEqual([
    "/enrollWhen/event",
    "/goal/event",
    "/exitWhen/1/event",
    "/steps/a/event",
  ]);
  for (const { detail } of found) {
    const [, named, offered] = /^"(.*)" is an event that never comes: use one of (.*)\.$/.exec(detail) ?? [];
    expect(named).toBe(never.event);
    expect(offered?.split(", ")).toEqual([...hearableEvents]);
  }
});

it.each(questions().map((ask) => [ask.do, ask] as const))(
  "misses in a step that asks (%s) a way for those whom nothing reaches",
  (_, ask) => {
    expect(warned({ ask }, { goal })).toEqual([
      { pointer: "/steps/ask/onUndeliverable", detail: expect.stringContaining("if somebody should call") },
    ]);
    expect(warned({ ask: { ...ask, onUndeliverable: "over" } }, { goal })).toEqual([]);
    expect(warned({ ask: message() }, { goal })).toEqual([]);
  },
);

it("says when a template does not tell how to answer what is asked", () => {
  const unanswerable = ["sms in es", "email in pt"];
  const t = { channels: ["sms" as const], purpose: "care" as const };
  const [ask] = questions({ onUndeliverable: "over" });
  expect(warned({ ask: ask as Step }, { goal }, { t: { ...t, unanswerable } })).toEqual([
    {
      pointer: "/steps/ask/template",
      detail:
        'Step "ask" waits for an answer, and template "t" does not say how to give one (sms in es, email in pt).',
    },
  ]);
  expect(warned({ ask: ask as Step }, { goal }, { t: { ...t, unanswerable: [] } })).toEqual([]);
  expect(warned({ ask: ask as Step }, { goal }, { t })).toEqual([]);
  expect(warned({ say: message() }, { goal }, { t: { ...t, unanswerable } })).toEqual([]);
});

it("says when a journey wants to say more in a week than may leave", () => {
  const say = (next: string) => message({ template: "care-thanks", next });
  const four = journeyOf({ a: say("b"), b: say("c"), c: say("d"), d: say("over"), ...over });
  expect(stormWarnings(four, defaultPolicy, simulatedMonday)[0]?.detail).toMatch(
    /say 4 things.* lets 3 leave/,
  );
  const calm = journeyOf({ a: say("over"), ...over });
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
