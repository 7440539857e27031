import { describe, expect, it } from "vitest";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import { endNow, paused, resumed } from "#lib/domain/journey/control.ts";
import { journeyOf, Play } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T18:00:00.000Z";
const play = () =>
  new Play(
    journeyOf({
      ask: {
        do: "ask",
        task: "t",
        template: "t",
        channels: "preferred",
        answers: { yes: "end" },
        within: "P1D",
        onSilence: "end",
      },
      end: { do: "end", outcome: "done" },
    }),
    now,
  );
const running = ({ definition, facts }: Play, before: Enrollment, at = later) => ({
  definition,
  before,
  facts,
  now: at,
});
const ended = () => play().wake().enrollment;

describe("ending an enrollment by hand", () => {
  it("closes what it has open, with the reason, and forgets news that it kept", () => {
    const p = play();
    const pending = [{ seq: 1, at: now, type: "task.answered", key: "k" }];
    const { enrollment, effects } = endNow(
      running(p, { ...p.enrollment, status: "paused", pending }),
      "by_staff",
    );
    expect(enrollment).toMatchObject({
      status: "ended",
      outcome: "stopped",
      reason: "by_staff",
      endedAt: later,
    });
    expect(enrollment.pending).toBeUndefined();
    expect(effects.map((e) => e.do)).toEqual(["cancel-outreach", "close-task"]);
  });

  it("leaves one that has ended as it ended", () => {
    const before = ended();
    expect(endNow(running(play(), before), "by_staff")).toEqual({ enrollment: before, effects: [] });
  });
});

describe("pausing", () => {
  it("changes nothing but that it is paused", () => {
    const { enrollment } = play();
    expect(paused(enrollment)).toEqual({ ...enrollment, status: "paused" });
  });

  it("is refused of one that has ended", () => {
    expect(() => paused(ended())).toThrow(
      expect.objectContaining({ code: "wrong_state", message: expect.stringContaining("ended") }),
    );
  });
});

describe("resuming", () => {
  it("acts on the news that came meanwhile", () => {
    const p = play();
    p.enrollment = paused(p.enrollment);
    p.news(now, "task.answered", p.enrollment.open.taskId, "yes");
    const { enrollment, effects } = resumed(running(p, p.enrollment));
    expect(enrollment).toMatchObject({ status: "ended", outcome: "done" });
    expect(effects).toContainEqual(expect.objectContaining({ do: "close-task", answer: "yes" }));
  });

  it("acts on a deadline that has passed meanwhile, and else waits on for it", () => {
    const p = play();
    const before = paused(p.enrollment);
    expect(resumed(running(p, before, "2026-06-03T15:00:00.000Z")).enrollment.status).toBe("ended");
    expect(resumed(running(p, before)).enrollment).toEqual(p.enrollment);
  });

  it("does nothing to one that runs, though its deadline has passed", () => {
    const { enrollment } = play();
    const turn = resumed(running(play(), enrollment, "2026-06-03T15:00:00.000Z"));
    expect(turn).toEqual({ enrollment, effects: [] });
  });

  it("is refused of one that has ended", () => {
    const before = ended();
    expect(() => resumed(running(play(), before))).toThrow(
      expect.objectContaining({ code: "wrong_state", message: expect.stringContaining("ended") }),
    );
  });
});
