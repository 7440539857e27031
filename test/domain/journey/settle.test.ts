import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aMessage, anEnd, aPause } from "#test/support/bare-steps.ts";
import { journeyOf, Play } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";

describe("whatever is stored or defined", () => {
  const standing = (step: string, steps: Record<string, Step> = {}) => {
    const p = new Play(journeyOf({ a: aPause("end"), end: anEnd(), ...steps }), now);
    p.enrollment = { ...p.enrollment, step };
    return p;
  };

  it("one that stands where nothing waits hears news, and ends with a reason at its time", () => {
    const p = standing("b", { b: { do: "notify", event: "e", next: "end" } });
    expect(p.news(later, "patient.updated").step).toBe("b");
    expect(p.wake().enrollment).toMatchObject({ outcome: "stopped", reason: "unknown_step" });
  });

  it("one that stands at a step that is gone ends at its time", () => {
    const p = standing("gone");
    expect(p.news(later, "patient.updated").step).toBe("gone");
    expect(p.wake().enrollment).toMatchObject({ outcome: "stopped", reason: "unknown_step" });
  });

  it("one without a time is due at once, and one that is early waits on", () => {
    const p = standing("a");
    expect(p.turn(later, []).enrollment.wakeAt).toBe("2026-06-02T15:00:00.000Z");
    const { wakeAt: _, ...timeless } = p.enrollment;
    p.enrollment = timeless;
    expect(p.turn("2026-06-03T15:00:00.000Z", []).enrollment).toMatchObject({ outcome: "done" });
  });

  it("a circle is left after fifty moves, and the trail keeps the last thirty", () => {
    const notify = (next: string): Step => ({ do: "notify", event: "e", next });
    const p = new Play(journeyOf({ a: notify("b"), b: notify("a") }), now);
    const { visits, trail } = p.enrollment;
    expect((visits.a ?? 0) + (visits.b ?? 0)).toBe(50);
    expect(trail).toHaveLength(30);
    expect(trail.at(-1)?.step).toBe("b");
    expect(p.enrollment).toMatchObject({ outcome: "stopped", reason: "loop" });
  });

  it("a way that leads nowhere ends it with a reason", () => {
    const p = new Play(journeyOf({ a: { do: "notify", event: "e", next: "gone" } }), now);
    expect(p.enrollment).toMatchObject({ outcome: "stopped", reason: "unknown_step" });
  });

  it("an end takes back every message that was left to itself", () => {
    const tell = (next: string) => aMessage({ goOn: "at-once", next });
    const p = new Play(journeyOf({ a: tell("b"), b: tell("c"), c: aPause("end"), end: anEnd() }), now);
    const ids = p.of("plan-outreach").map(({ id }) => id);
    expect(p.enrollment.open.outreachIds).toEqual(ids);
    expect(p.wake().last).toEqual(ids.map((id) => ({ do: "cancel-outreach", id, reason: "end" })));
    expect(p.enrollment).toMatchObject({ endedAt: p.enrollment.trail.at(-1)?.at, open: { outreachIds: [] } });
  });
});
