import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aCall, anEnd, aPause, leftTo } from "#test/support/bare-steps.ts";
import { appointmentId, journeyOf, Play, patientId, visitStart } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";
const ends = { b: anEnd(), c: anEnd("other") };
const play = (a: Step, more: Parameters<typeof journeyOf>[1] = {}) =>
  new Play(journeyOf({ a, ...ends }, more), now);
const opened = (p: Play) => p.of("open-staff-task")[0]?.task;
const done = (p: Play, ref: string | undefined, outcome?: string) =>
  p.news(later, "staff-task.completed", ref, outcome);

describe("a task for the care team", () => {
  it("says what is to do, by when, about which visit and with which outcomes", () => {
    const p = play(aCall({ due: "PT4H" }));
    expect(opened(p)).toStrictEqual({
      id: expect.stringMatching(/^stk_/),
      patientId,
      enrollmentId: p.enrollment.id,
      step: "a",
      queue: "front-desk",
      title: "Call",
      priority: "normal",
      status: "open",
      outcomes: ["reached"],
      about: appointmentId,
      openedAt: now,
      dueAt: "2026-06-01T19:00:00.000Z",
    });
  });

  it("about the patient names nothing else", () => {
    expect(opened(play(aCall(), { subject: "patient" }))).not.toHaveProperty("about");
  });

  it.each([
    ["14 days after it was due in a day", {}, "2026-06-16T15:00:00.000Z"],
    ["14 days after it was due", { due: "P2D" }, "2026-06-17T15:00:00.000Z"],
    ["as long as it says", { due: "P2D", within: "P3D" }, "2026-06-04T15:00:00.000Z"],
    ["no longer than it is of use", { within: "P60D", expires: { anchor: "appointment.start" } }, visitStart],
  ])("is waited for %s", (_, more, until) => {
    expect(play(aCall(more)).enrollment.wakeAt).toBe(until);
  });
});

describe("leaving it", () => {
  it("by its outcome goes where that leads; whoever did it has closed it", () => {
    const p = play(aCall());
    expect(leftTo(done(p, opened(p)?.id, "reached"))).toEqual(["b", "outcome:reached"]);
    expect(p.last).toEqual([]);
    expect(p.enrollment.open).toEqual({ outreachIds: [] });
  });

  it.each([
    ["of another task", "stk_other", "staff-task.completed"],
    ["that it was taken over", "own", "staff-task.assigned"],
  ])("not by news %s", (_, ref, type) => {
    const p = play(aCall());
    p.news(later, type, ref === "own" ? opened(p)?.id : ref, "reached");
    expect(p).toMatchObject({ step: "a", last: [] });
  });

  it("by an outcome that it does not know, or none, goes on as after silence", () => {
    for (const outcome of ["else", undefined]) {
      const p = play(aCall({ onSilence: "c" }));
      expect(leftTo(done(p, opened(p)?.id, outcome))).toEqual(["c", `outcome:${outcome ?? ""}`]);
    }
  });

  it("by silence closes it, and ends the journey where nothing else is said", () => {
    const p = play(aCall({ onSilence: "c" })).wake();
    const id = opened(p)?.id;
    expect(leftTo(p)).toEqual(["c", "staff_silence"]);
    expect(p.last).toEqual([{ do: "close-staff-task", id, reason: "staff_silence" }]);
    expect(play(aCall()).wake().enrollment).toMatchObject({ outcome: "stopped", reason: "staff_silence" });
  });

  it("by the end of the journey closes it with that reason", () => {
    const p = play(aCall(), { goal: { event: "appointment.arrived" } });
    p.news(later, "appointment.arrived", appointmentId);
    expect(p.last).toEqual([{ do: "close-staff-task", id: opened(p)?.id, reason: "appointment.arrived" }]);
  });

  it("by the fact that makes it needless closes it", () => {
    const p = play(aCall({ doneWhen: { if: "patient.active", next: "c" } }));
    p.news(later, "patient.updated");
    expect(leftTo(p)).toEqual(["c", "fact"]);
    expect(p.last).toEqual([{ do: "close-staff-task", id: opened(p)?.id, reason: "fact" }]);
  });

  it("is nothing to a step that has no task", () => {
    const p = new Play(journeyOf({ a: aPause(), ...ends }), now);
    expect(done(p, undefined, "reached").step).toBe("a");
  });
});
