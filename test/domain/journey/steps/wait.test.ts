import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { anEnd, leftTo } from "#test/support/bare-steps.ts";
import { appointmentId, factsWith, journeyOf, Play, visitStart } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-03T15:00:00.000Z";
const play = (wait: Partial<Step>, facts = factsWith(), at = now) =>
  new Play(
    journeyOf({ a: { do: "wait", next: "b", ...wait } as Step, b: anEnd(), c: anEnd("other") }),
    at,
    facts,
  );
const untilVisit = { until: { anchor: "appointment.start" as const }, late: "now" as const };
const dischargeDay = { until: { anchor: "patient.attributes.discharged" as const }, late: "now" as const };

describe("a wait for a time", () => {
  it("goes on when that has passed, and sleeps on when it is woken before", () => {
    const p = play({ for: "P2D" });
    expect(p.enrollment.wakeAt).toBe(later);
    p.enrollment = { ...p.enrollment, wakeAt: now };
    expect(p.turn(now, [])).toMatchObject({ step: "a", enrollment: { wakeAt: later } });
    expect(leftTo(p.wake())).toEqual(["b", "time"]);
  });

  it("is not changed by news, whatever it is of", () => {
    const p = play({ for: "P2D" }).news("2026-06-02T15:00:00.000Z", "appointment.updated", appointmentId);
    expect(p.enrollment).toMatchObject({ step: "a", wakeAt: later });
    expect(p.news("2026-06-02T15:00:00.000Z", "patient.updated").enrollment.wakeAt).toBe(later);
  });
});

describe("a wait for an event", () => {
  const event = { event: "consent.granted", within: "P2D", onTimeout: "c" };

  it("goes on by it, or by its limit, and says which it was", () => {
    expect(leftTo(play(event).news(now, "consent.granted"))).toEqual(["b", "event"]);
    expect(leftTo(play(event).wake())).toEqual(["c", "timeout"]);
  });

  it("goes on by one that meets its condition only", () => {
    const eye = { event: "appointment.updated", where: 'appointment.specialty == "eye"', within: "P2D" };
    expect(play(eye).news(now, "appointment.updated").step).toBe("a");
    const met = play(eye, factsWith({ specialty: "eye" })).news(now, "appointment.updated");
    expect(leftTo(met)).toEqual(["b", "event"]);
  });

  it("ends the journey at its limit where nothing else is said", () => {
    const { onTimeout: _, ...silent } = event;
    expect(play(silent).wake().enrollment).toMatchObject({ outcome: "stopped", reason: "timeout" });
  });

  it("gives up after 30 days without a limit", () => {
    expect(play({ event: "consent.granted" }).enrollment.wakeAt).toBe("2026-07-01T15:00:00.000Z");
  });
});

describe("a wait until a moment", () => {
  it("goes on at it, however late the machine is, whatever its rule for coming late", () => {
    for (const at of [visitStart, "2026-06-26T15:00:00.000Z"]) {
      const p = play({ ...untilVisit, late: "exit" }).turn(at, []);
      expect(leftTo(p)).toEqual(["b", "time"]);
    }
  });

  it("that is reached on arrival is on time", () => {
    expect(leftTo(play({ ...untilVisit, late: "exit" }, factsWith(), visitStart))).toEqual(["b", "time"]);
  });

  it.each([
    [{ late: "now" as const, skipTo: "c" }, ["b", "late"]],
    [{}, ["b", "late"]],
    [{ late: "skip" as const, skipTo: "c" }, ["c", "late"]],
    [{ late: "skip" as const }, ["b", "late"]],
  ])("that has passed on arrival goes by %j", (rule, left) => {
    const { until } = untilVisit;
    expect(leftTo(play({ until, ...rule }, factsWith(), "2026-06-26T15:00:00.000Z"))).toEqual(left);
  });

  it("that has passed on arrival may end the journey", () => {
    const p = play({ ...untilVisit, late: "exit" }, factsWith(), "2026-06-26T15:00:00.000Z");
    expect(p.enrollment).toMatchObject({ outcome: "exited", reason: "late" });
  });

  it.each([
    ["appointment.updated", untilVisit, visitStart, "2026-06-30T18:30:00.000Z"],
    ["patient.updated", dischargeDay, "2026-06-10T04:00:00.000Z", "2026-06-20T04:00:00.000Z"],
  ])("follows its date when that changes (%s), and no other news", (event, wait, before, after) => {
    const p = play(wait, factsWith({}, { attributes: { discharged: "2026-06-10" } }));
    p.facts = factsWith({ start: "2026-06-30T18:30:00.000Z" }, { attributes: { discharged: "2026-06-20" } });
    expect(p.news(now, "consent.granted").enrollment.wakeAt).toBe(before);
    expect(p.news(now, event).enrollment.wakeAt).toBe(after);
  });

  it("of a date nobody knows looks again each week, and gives up after a year", () => {
    const p = play(dischargeDay);
    const wakes = [p.enrollment.wakeAt];
    while (p.enrollment.status === "active" && wakes.length < 100) wakes.push(p.wake().enrollment.wakeAt);
    expect(wakes.slice(0, 2)).toEqual(["2026-06-08T15:00:00.000Z", "2026-06-15T15:00:00.000Z"]);
    expect(wakes.at(-2)).toBe("2027-06-01T15:00:00.000Z");
    expect(p.enrollment).toMatchObject({ outcome: "stopped", reason: "anchor_unknown" });
    expect(wakes).toHaveLength(54);
  });
});
