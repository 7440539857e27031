import { describe, expect, it } from "vitest";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { awaitsItsMessage, hears, namesEvent } from "#lib/domain/journey/hears.ts";
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
    [
      "its task of the care team asks it",
      withSteps({ a: { do: "staff-task", doneWhen: { if: "has(news.value)", next: "ask" } } }),
      true,
    ],
    [
      "only one of its steps waits for it",
      withSteps({ ask, a: { do: "wait", event: updated, next: "a" } }),
      true,
    ],
    ["it has no goal and no way out", withSteps({ ask }, { goal: undefined, exitWhen: [] }), false],
    ["it waits for another event", withSteps({ a: { do: "wait", event: "fact.changed", next: "a" } }), false],
  ])("where %s", (_, definition, names) => {
    expect(namesEvent(definition, updated)).toBe(names);
  });
});

describe("whether an event can change anything in a journey", () => {
  const quiet = { goal: undefined, exitWhen: [] };
  const wait = (more: object) => ({ do: "wait", next: "a", ...more });
  const until = (anchor: string) => withSteps({ ask, a: wait({ until: { anchor } }) }, quiet);
  const settled = (condition: string) =>
    withSteps({ a: { do: "staff-task", doneWhen: { if: condition, next: "a" } } }, quiet);

  it.each<[string, JourneyDraft, string, boolean]>([
    ["its goal is that very event", withSteps({}), "appointment.arrived", true],
    ["it leaves at that event", withSteps({}), "appointment.cancelled", true],
    ["it knows neither", withSteps({}), "consent.granted", false],
    ["it has no goal and no way out", withSteps({}, quiet), "appointment.arrived", false],
    ["a step waits for it", withSteps({ ask, a: wait({ event: updated }) }, quiet), updated, true],
    ["a step waits for another", withSteps({ a: wait({ event: "fact.changed" }) }, quiet), updated, false],
    [
      "a step waits for its family",
      withSteps({ a: wait({ event: "fact.changed" }) }, quiet),
      "fact.recorded",
      true,
    ],
    ["a step waits for a date of the visit", until("appointment.start"), updated, true],
    ["a step waits for a date of the visit", until("appointment.start"), "patient.updated", false],
    ["a step waits for a date of the patient's", until("patient.attributes.x"), "patient.updated", true],
    ["a step waits for a time", withSteps({ a: wait({ for: "P1D" }) }, quiet), updated, false],
    ["a question is settled by the visit", withSteps({ ask }, quiet), updated, true],
    ["a question is settled by the visit", withSteps({ ask }, quiet), "fact.recorded", false],
    ["a task is settled by the patient", settled("patient.active"), "patient.updated", true],
    [
      "a task is settled by another word that ends so",
      settled("outpatient.x == 1"),
      "patient.updated",
      false,
    ],
    [
      "nothing settles a step",
      withSteps({ a: { do: "notify", event: "e", next: "a" } }, quiet),
      updated,
      false,
    ],
  ])("%s (%#)", (_, definition, event, heard) => {
    expect(hears(definition, event)).toBe(heard);
  });
});

describe("whether a step waits for its message", () => {
  it.each([
    ["thank", false],
    ["told", true],
    ["ask", true],
    ["gone", true],
    [undefined, true],
  ])("at %s", (step, waits) => {
    const told = { ...appointmentReminder.steps.thank, goOn: "when-sent" };
    expect(awaitsItsMessage(withSteps({ ...appointmentReminder.steps, told }), step)).toBe(waits);
  });
});
