import { describe, expect, it } from "vitest";
import { ownedId } from "#lib/domain/ids.ts";
import { begin } from "#lib/domain/journey/advance.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { anEnd, aPause, aQuestion } from "#test/support/bare-steps.ts";
import { appointmentId, factsWith, journeyOf, Play, patientId } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const ends = { b: anEnd(), c: anEnd("other") };
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
    [undefined, ["c", "else"]],
  ])("of risk %s takes the first case that holds, and says which", (risk, left) => {
    const attributes: Record<string, number> = risk === undefined ? {} : { risk };
    expect(leftTo(play(branch, factsWith({}, { attributes })))).toEqual([left]);
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

  it("draws by share, the same each time", () => {
    const definition = journeyOf({ a: split(["holdout", 1, "c"], ["treated", 3, "b"]), ...ends });
    const draw = (n: number) => {
      const subject = { type: "appointment" as const, id: ownedId("appointment", patientId, n) };
      return begin(definition, 1, { patientId, subject, facts: factsWith(), now }).enrollment.outcome;
    };
    const outcomes = Array.from({ length: 2000 }, (_, n) => draw(n));
    const held = outcomes.filter((o) => o === "other").length;
    expect(held).toBeGreaterThan(430);
    expect(held).toBeLessThan(570);
    expect(outcomes).toEqual(Array.from({ length: 2000 }, (_, n) => draw(n)));
  });

  it("without an arm ends the journey", () => {
    expect(play(split()).enrollment).toMatchObject({ outcome: "stopped", reason: "no_arm" });
  });

  it("draws anew at each split, so that arms of two do not go together", () => {
    const arms: [string, number, string][] = [
      ["x", 1, "rest"],
      ["y", 1, "other"],
    ];
    const rest = aPause();
    const drawn = Array.from({ length: 20 }, (_, i) => {
      const steps = { [`s${i}`]: split(...arms), rest, other: rest, b: ends.b };
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

  it("writes the patient once a turn and enrolls once, however often it is told to", () => {
    const p = play({ do: "update", attributes: { x: 1 }, next: "a2" }, factsWith(), {
      a2: { do: "update", attributes: { x: 2, y: true }, next: "a3" },
      a3: { do: "enroll", journey: "flu", subject: "same", next: "a4" },
      a4: { do: "enroll", journey: "flu", subject: "same", next: "a5" },
      a5: { do: "notify", event: "told", next: "b" },
    });
    expect(p.effects).toEqual([
      { do: "enroll", journey: "flu", subject: { type: "appointment", id: appointmentId } },
      { do: "notify", event: "told", ref: appointmentId },
      { do: "update", attributes: { x: 2, y: true } },
    ]);
  });

  it("ends with the outcome that its author named", () => {
    expect(play(ends.b).enrollment).toMatchObject({ outcome: "done", reason: "end" });
  });

  it("ends visibly at a ladder, which does not exist yet", () => {
    expect(play({ do: "escalate" }).enrollment).toMatchObject({
      outcome: "stopped",
      reason: "not_available",
    });
  });
});

describe("a repeat", () => {
  const rest = aPause("a");
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

  it("goes round anew when it is come back to, and what it says then is said anew", () => {
    const p = play(repeat({ body: "ask", next: "pause" }), factsWith(), {
      ask: aQuestion({ onSilence: "a" }),
      pause: aPause("a"),
    });
    const seen = [p.step];
    for (let i = 0; i < 5; i++) seen.push(p.wake().step);
    expect(seen).toEqual(["ask", "ask", "pause", "ask", "ask", "pause"]);
    expect(new Set(p.of("plan-outreach").map((e) => e.id)).size).toBe(4);
  });

  it("has no rounds once it is left", () => {
    const p = play(repeat({ times: 1, next: "pause" }), factsWith(), { rest, pause: aPause() });
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
