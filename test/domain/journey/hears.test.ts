import { describe, expect, it } from "vitest";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { awaitsItsMessage, namesEvent } from "#lib/domain/journey/hears.ts";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";

const updated = "appointment.updated";
const { ask } = appointmentReminder.steps;
const withSteps = (steps: object, more: object = {}) =>
  ({ ...appointmentReminder, ...more, steps }) as unknown as JourneyDraft;

describe("whether the answer to its own task tells a journey what it did to the visit", () => {
  it.each([
    ["it only asks what holds of the visit", appointmentReminder, false],
    ["its goal is that very event", withSteps({}, { goal: { event: updated } }), true],
    ["it leaves at that event", withSteps({}, { exitWhen: [{ event: updated, reason: "x" }] }), true],
    ["it waits for that event", withSteps({ a: { do: "wait", event: updated, next: "a" } }), true],
    [
      "its question asks what the news was",
      withSteps({ ask: { ...ask, doneWhen: { if: 'news.type == "appointment.updated"', next: "ask" } } }),
      true,
    ],
    ["it waits for another event", withSteps({ a: { do: "wait", event: "fact.changed", next: "a" } }), false],
  ])("where %s", (_, definition, names) => {
    expect(namesEvent(definition, updated)).toBe(names);
  });
});

describe("whether a step waits for its message", () => {
  it.each([
    ["thank", false],
    ["ask", true],
    ["gone", true],
    [undefined, true],
  ])("at %s", (step, waits) => {
    expect(awaitsItsMessage(appointmentReminder, step)).toBe(waits);
  });
});
