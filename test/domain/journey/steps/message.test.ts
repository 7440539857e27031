import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aMessage, anEnd, aPause, leftTo } from "#test/support/bare-steps.ts";
import { journeyOf, Play } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";
const ends = { b: anEnd(), c: anEnd("other") };
const play = (a: Step) => new Play(journeyOf({ a, ...ends }), now);
const own = (p: Play) => p.enrollment.open.outreachIds.at(-1);

describe("a message that is waited for", () => {
  const sent = "outreach.sent";

  it("is gone on from when it left, and not when another one did", () => {
    const p = play(aMessage());
    expect(p.news(later, sent, "out_other").step).toBe("a");
    expect(leftTo(p.news(later, sent, own(p)))).toEqual(["b", "sent"]);
  });

  it("is waited for a day, counted from when it may leave", () => {
    const p = play(aMessage());
    expect(p.enrollment.wakeAt).toBe("2026-06-02T15:00:00.000Z");
    p.news(later, "outreach.held", own(p), "2026-06-03T13:00:00Z");
    expect(p.enrollment.wakeAt).toBe("2026-06-04T13:00:00.000Z");
    expect(leftTo(p.wake())).toEqual(["b", "time"]);
  });

  it.each([[undefined], ["soon"]])(
    "that is held until nobody knows when (%s) is waited for as before",
    (until) => {
      const p = play(aMessage());
      expect(p.news(later, "outreach.held", own(p), until).enrollment.wakeAt).toBe(
        "2026-06-02T15:00:00.000Z",
      );
    },
  );

  it("that is only told of with an instant is neither sent nor held", () => {
    const p = play(aMessage());
    p.news(later, "outreach.delivered", own(p), "2026-06-03T13:00:00Z");
    expect(p.enrollment).toMatchObject({ step: "a", wakeAt: "2026-06-02T15:00:00.000Z" });
  });

  it("that left to itself goes on at once", () => {
    expect(leftTo(play(aMessage({ goOn: "at-once" })))).toEqual(["b", "next"]);
  });
});

describe("a message that is lost", () => {
  it.each([
    ["outreach.suppressed", "opted_out", "undeliverable:opted_out"],
    ["outreach.failed", undefined, "undeliverable:unknown"],
    ["outreach.undelivered", "unreachable", "undeliverable:unreachable"],
  ])("after %s of %s goes on and says why", (type, reason, why) => {
    const p = play(aMessage({ onUndeliverable: "c" }));
    expect(leftTo(p.news(later, type, own(p), reason))).toEqual(["c", why]);
    expect(p.last).toEqual([]);
  });

  it("is of another step's or of no concern: nothing", () => {
    const p = play(aMessage());
    expect(p.news(later, "outreach.failed", "out_other", "landline").step).toBe("a");
    expect(p.news(later, "outreach.delivered", own(p), "landline").step).toBe("a");
  });

  it.each(["appointment_changed", "enrollment_not_active"])(
    "for a passing reason is said again (%s)",
    (reason) => {
      const p = play(aMessage({ onUndeliverable: "c" }));
      for (let times = 1; times <= 3; times++) {
        expect(leftTo(p.news(later, "outreach.suppressed", own(p), reason))).toEqual([
          "a",
          `again:${reason}`,
        ]);
        expect(p.enrollment.visits).toEqual({ a: times + 1 });
      }
      expect(leftTo(p.news(later, "outreach.suppressed", own(p), reason))).toEqual([
        "c",
        `undeliverable:${reason}`,
      ]);
      expect(new Set(p.of("plan-outreach").map(({ id }) => id)).size).toBe(4);
    },
  );

  it("is given up after three tries on end, not after three in its whole life", () => {
    const p = new Play(journeyOf({ a: aMessage({ next: "rest" }), rest: aPause("a") }), now);
    for (let times = 0; times < 2; times++)
      p.news(later, "outreach.suppressed", own(p), "appointment_changed");
    p.news(later, "outreach.sent", own(p)).wake();
    for (let times = 0; times < 3; times++) {
      p.news("2026-06-02T18:00:00.000Z", "outreach.suppressed", own(p), "appointment_changed");
      expect(leftTo(p)).toEqual(["a", "again:appointment_changed"]);
    }
  });
});
