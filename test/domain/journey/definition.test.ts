import { describe, expect, it } from "vitest";
import { JourneyDraft, journeyFaults, pointerTo } from "#lib/domain/journey/definition.ts";
import { asksPatient, taskKind } from "#lib/domain/journey/grammar.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { ask, checkIn, end, form, message, over, staffTask, wait } from "#test/support/steps.ts";

const faultsOf = (draft: object) => {
  const parsed = JourneyDraft.safeParse(draft);
  return parsed.error ? journeyFaults(parsed.error) : [];
};
const faults = (steps: object) => faultsOf({ ...journeyOf(over), steps });

describe("the schema", () => {
  it.each<[string, object, string, RegExp]>([
    ["an unknown field", { a: { ...ask(), colour: "red" } }, "/steps/a", /^Step "a": .*colour/],
    [
      "a duration that is none",
      { a: ask({ within: "1 day" }) },
      "/steps/a/within",
      /^Step "a", within: .*ISO 8601/,
    ],
    [
      "an answer that leads to no name of a step",
      { a: ask({ answers: { confirmed: "To the end" } }) },
      "/steps/a/answers/confirmed",
      /^Step "a", answers.confirmed: /,
    ],
    ["a wait for nothing", { a: wait({}) }, "/steps/a", /^Step "a": .*exactly one thing/],
    ["a wait for two things", { a: wait({ for: "P1D", event: "a.b" }) }, "/steps/a", /exactly one/],
    ["no answers", { a: ask({ answers: {} }) }, "/steps/a/answers", /at least one/],
    ["an unknown kind", { a: { do: "dance" } }, "/steps/a/do", /^Step "a", do: /],
  ])("refuses %s and names the step", (_name, steps, pointer, detail) => {
    expect(faults(steps)).toContainEqual({ pointer, detail: expect.stringMatching(detail) });
  });

  it("names no step for what is wrong beside the steps", () => {
    const [start] = faultsOf({ ...journeyOf(over), start: "To the end" });
    expect(start).toEqual({ pointer: "/start", detail: "lower-case words joined by hyphens" });
    const [exit] = faultsOf({ ...journeyOf(over), exitWhen: [{ event: "nothing", reason: "why" }] });
    expect(exit).toMatchObject({
      pointer: "/exitWhen/0/event",
      detail: expect.stringMatching(/^an event such as/),
    });
  });

  it("takes 200 steps and not one more", () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${i}`, end()]));
    expect(faults(many(200))).toEqual([]);
    expect(faults(many(201))).toEqual([{ pointer: "/steps", detail: "at most 200 steps" }]);
  });

  it("refuses a step, a template and an answer by a name that every object has already", () => {
    const name = "constructor";
    expect(faults({ [name]: end() })[0]?.pointer).toBe(`/steps/${name}`);
    expect(faults({ a: message({ template: name }) })[0]?.pointer).toBe("/steps/a/template");
    expect(faults({ a: ask({ answers: { [name]: "over" } }) })[0]?.pointer).toBe(`/steps/a/answers/${name}`);
  });
});

it("points at a field whatever signs its name has (RFC 6901)", () => {
  expect(pointerTo("steps", "a/b", "~c")).toBe("/steps/a~1b/~0c");
  expect(pointerTo("~1")).toBe("/~01");
});

it("knows which steps ask the patient", () => {
  for (const step of [ask(), form(), checkIn()]) expect(asksPatient(step)).toBe(true);
  for (const step of [message(), staffTask(), end(), undefined]) expect(asksPatient(step)).toBe(false);
});

it("takes a late answer to a question for one to the same form or check-in only", () => {
  expect(
    [ask({ task: "confirm" }), form({ form: "intake" }), checkIn({ checkIn: "pain" })].map(taskKind),
  ).toEqual(["confirm", "form:intake", "check-in:pain"]);
});
