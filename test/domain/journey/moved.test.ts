import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aCall, aMessage, anEnd, aPause, aQuestion, aWaitFor } from "#test/support/bare-steps.ts";
import { appointmentId, journeyOf, Play } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";

describe("a visit that moves", () => {
  const moved = (steps: Record<string, Step>, more: Parameters<typeof journeyOf>[1] = {}) => {
    const p = new Play(
      journeyOf({ ...steps, rest: aWaitFor("consent.granted", "end"), end: anEnd() }, more),
      now,
    );
    return p.news(later, "appointment.moved", more.subject === "patient" ? "apt_9" : appointmentId);
  };
  const told = "appointment_moved";
  const message = aMessage({ goOn: "at-once", next: "rest" });
  const task = aCall({ outcomes: { done: "rest" } });
  const ask = aQuestion({ answers: { yes: "rest" }, within: "P2D" });

  it.each([
    ["a message named it", message],
    ["a question named it", ask],
    ["the care team was given it", task],
  ])("begins anew where %s", (_, a) => {
    const { trail, visits } = moved({ a }).enrollment;
    expect(trail.filter(({ why }) => why === told)).toEqual([{ step: "a", at: later, why: told }]);
    expect(visits.a).toBe(2);
  });

  it("is nothing to a journey that told nobody of it yet, or that is about another thing", () => {
    expect(moved({ a: aWaitFor("consent.granted", "b"), b: message }).enrollment.visits).toEqual({ a: 1 });
    expect(moved({ a: ask }, { subject: "patient" }).enrollment.visits).toEqual({ a: 1 });
  });

  it("does not stop over a step of its past that the definition no longer has", () => {
    const p = new Play(journeyOf({ a: aPause("end"), end: anEnd() }), now);
    p.enrollment = { ...p.enrollment, visits: { gone: 1, a: 1 } };
    expect(p.news(later, "appointment.moved", appointmentId).enrollment.visits).toEqual({ gone: 1, a: 1 });
  });

  it("takes back what was left to itself, and rounds begin anew", () => {
    const p = new Play(
      journeyOf({
        tell: message,
        rest: { do: "repeat", body: "ask", times: 3, next: "end" },
        ask: aQuestion({ onSilence: "rest" }),
        end: anEnd(),
      }),
      now,
    );
    expect(p.wake().enrollment.rounds).toEqual({ rest: 2 });
    const [tell] = p.of("plan-outreach");
    p.news(later, "appointment.moved", appointmentId);
    expect(p.of("cancel-outreach", p.last)).toContainEqual({
      do: "cancel-outreach",
      id: tell?.id,
      reason: told,
    });
    expect(p.enrollment.rounds).toEqual({ rest: 1 });
  });
});
