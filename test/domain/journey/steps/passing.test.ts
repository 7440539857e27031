import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { appointmentId, factsWith, journeyOf, Play, patientId } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const ends: Record<string, Step> = { b: { do: "end", outcome: "done" }, c: { do: "end", outcome: "other" } };
const play = (a: Step, facts = factsWith(), steps: Record<string, Step> = {}) =>
  new Play(journeyOf({ a, ...steps, ...ends }), now, facts);
const leftTo = ({ enrollment: { trail } }: Play) => trail.slice(1).map(({ step, why }) => [step, why]);

describe("a branch", () => {
  const branch: Step = {
    do: "branch",
    cases: [
      { if: "patient.attributes.risk >= 3", next: "b" },
      { if: "patient.attributes.risk >= 1", next: "c" },
    ],
    else: "c",
  };
  it.each([
    [4, ["b", "case:0"]],
    [2, ["c", "case:1"]],
    [0, ["c", "else"]],
  ])("of risk %i takes the first case that holds, and says which", (risk, left) => {
    expect(leftTo(play(branch, factsWith({}, { attributes: { risk } })))).toEqual([left]);
  });
});

describe("a split", () => {
  const split = (...arms: [string, number, string][]): Step => ({
    do: "split",
    arms: arms.map(([name, share, next]) => ({ name, share, next })),
  });

  it("says which arm was drawn", () => {
    expect(leftTo(play(split(["only", 1, "c"])))).toEqual([["c", "arm:only"]]);
  });

  it("without an arm ends the journey", () => {
    expect(play(split()).enrollment).toMatchObject({ outcome: "stopped", reason: "no_arm" });
  });

  it("draws anew at each split, so that arms of two do not go together", () => {
    const arms: [string, number, string][] = [
      ["x", 1, "rest"],
      ["y", 1, "other"],
    ];
    const rest: Step = { do: "wait", for: "P1D", next: "b" };
    const drawn = Array.from({ length: 20 }, (_, i) => {
      const steps = { [`s${i}`]: split(...arms), rest, other: rest, b: ends.b as Step };
      return new Play(journeyOf(steps), now).step;
    });
    expect(new Set(drawn).size).toBe(2);
  });
});

describe("what it does in passing", () => {
  it.each<[string, Step, object]>([
    [
      "same",
      { do: "enroll", journey: "flu", subject: "same", next: "b" },
      { type: "appointment", id: appointmentId },
    ],
    [
      "patient",
      { do: "enroll", journey: "flu", subject: "patient", next: "b" },
      { type: "patient", id: patientId },
    ],
  ])("enrolls for the %s subject", (_, step, subject) => {
    const p = play(step);
    expect(p.effects).toEqual([{ do: "enroll", journey: "flu", subject }]);
    expect(leftTo(p)).toEqual([["b", "next"]]);
  });

  it.each<[string, Step]>([
    ["writes attributes", { do: "update", attributes: { x: 1 }, next: "b" }],
    ["notifies", { do: "notify", event: "told", next: "b" }],
  ])("%s and goes on", (_, step) => {
    expect(leftTo(play(step))).toEqual([["b", "next"]]);
  });

  it("ends with the outcome that its author named", () => {
    expect(play(ends.b as Step).enrollment).toMatchObject({ outcome: "done", reason: "end" });
  });

  it("ends visibly at a ladder, which does not exist yet", () => {
    expect(play({ do: "escalate" }).enrollment).toMatchObject({
      outcome: "stopped",
      reason: "not_available",
    });
  });
});

describe("a repeat", () => {
  const rest: Step = { do: "wait", for: "P1D", next: "a" };
  const repeat = (more: object = {}): Step => ({ do: "repeat", body: "rest", times: 2, next: "b", ...more });

  it("counts its rounds, and forgets them when it has gone round so often", () => {
    const p = play(repeat(), factsWith(), { rest });
    expect([leftTo(p), p.enrollment.rounds]).toEqual([[["rest", "round:1"]], { a: 1 }]);
    expect(leftTo(p.wake()).slice(1)).toEqual([
      ["a", "time"],
      ["rest", "round:2"],
    ]);
    expect(leftTo(p.wake()).slice(3)).toEqual([
      ["a", "time"],
      ["b", "times"],
    ]);
  });

  it("forgets its rounds only, where it stands within another", () => {
    const outer: Step = { do: "repeat", body: "a", times: 3, next: "b" };
    const p = new Play(journeyOf({ outer, a: repeat({ next: "outer" }), rest, ...ends }), now);
    p.wake().wake();
    expect(p.enrollment.rounds).toEqual({ outer: 2, a: 1 });
  });

  it("has no rounds once it is left", () => {
    const pause: Step = { do: "wait", for: "P1D", next: "b" };
    const p = play(repeat({ times: 1, next: "pause" }), factsWith(), { rest, pause });
    expect(p.wake()).toMatchObject({ step: "pause" });
    expect(p.enrollment.rounds).toStrictEqual({});
  });

  it("stops before its first or its next round once its condition holds", () => {
    const until = "patient.attributes.done";
    const held = factsWith({}, { attributes: { done: true } });
    expect(leftTo(play(repeat({ until }), held, { rest }))).toEqual([["b", "until"]]);
    const p = play(repeat({ until }), factsWith({}, { attributes: { done: false } }), { rest });
    expect(p.step).toBe("rest");
    p.facts = held;
    expect(leftTo(p.wake()).at(-1)).toEqual(["b", "until"]);
  });
});
