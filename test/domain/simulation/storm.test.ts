import { expect, it } from "vitest";
import { stormWarnings } from "#lib/domain/simulation/storm.ts";
import { draft, say } from "#test/support/lives.ts";
import { simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

const over = { over: { do: "end", outcome: "over" } };
const three = { a: say("b"), b: say("c"), c: say("over"), ...over };
const warned = (steps: object, perWeek: number, more: object = {}) => {
  const policy = { ...simulationPolicy, budget: { perDay: 1, perWeek } };
  return stormWarnings(draft(steps, more), policy, simulatedMonday);
};

it("warns of a journey that wants to say more in a week than the policy lets leave, whatever a day's budget", () => {
  expect(warned(three, 2)).toEqual([
    { pointer: "/steps", detail: expect.stringMatching(/3 things.* lets 2 /) },
  ]);
  expect(warned(three, 3)).toEqual([]);
});

it("counts by weeks: three messages of three weeks are no storm", () => {
  const wait = (next: string) => ({ do: "wait", for: "P7D", next });
  expect(
    warned({ a: say("w"), w: wait("b"), b: say("v"), v: wait("c"), c: say("over"), ...over }, 1),
  ).toEqual([]);
});

it("plays it for anybody, though its own rule would take in nobody of the made-up patients", () => {
  const enrollWhen = { event: "patient.created", where: "patient.age > 200" };
  expect(warned(three, 2, { enrollWhen })).toHaveLength(1);
});

it("has nothing to say of a journey that says nothing", () => expect(warned(over, 1)).toEqual([]));
