import { describe, expect, it } from "vitest";
import { ownedId } from "#lib/domain/ids.ts";
import { begin } from "#lib/domain/journey/advance.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { appointmentId, factsWith, journeyOf, Play, patientId } from "#test/support/journeys.ts";

/** A Monday, 11 in the morning in New York. */
const now = "2026-06-01T15:00:00.000Z";
const end = (outcome: string): Step => ({ do: "end", outcome });
const play = (steps: Record<string, Step>, facts = factsWith(), at = now) =>
  new Play(journeyOf(steps), at, facts);
const form: Step = {
  do: "form",
  form: "intake",
  template: "t",
  channels: "preferred",
  answers: { done: "finished" },
  within: "P2D",
  onSilence: "silent",
};
const ends = { finished: end("finished"), silent: end("silent") };

describe("a wait", () => {
  const until = { anchor: "appointment.start" as const, offset: "-P60D" };
  it.each([
    ["now", "finished"],
    ["skip", "silent"],
    ["exit", "exited"],
  ] as const)("that comes too late goes by its own rule (%s)", (late, outcome) => {
    const p = play({ a: { do: "wait", until, late, skipTo: "silent", next: "finished" }, ...ends });
    expect(p.enrollment).toMatchObject({ status: "ended", outcome });
  });

  it("keeps the clock of the place through a change to summer time", () => {
    const facts = factsWith({ start: "2026-03-10T14:00:00.000Z" });
    const step: Step = {
      do: "wait",
      until: { anchor: "appointment.start", offset: "-P3D", at: "10:00" },
      late: "now",
      next: "finished",
    };
    expect(play({ a: step, ...ends }, facts, "2026-03-01T15:00:00.000Z").enrollment.wakeAt).toBe(
      "2026-03-07T15:00:00.000Z",
    );
  });

  it("for an event goes on by it, or by its limit", () => {
    const step: Step = {
      do: "wait",
      event: "appointment.updated",
      where: 'appointment.specialty == "eye"',
      within: "P5D",
      onTimeout: "silent",
      next: "finished",
    };
    const other = play({ a: step, ...ends }).news(now, "appointment.updated");
    expect(other.step).toBe("a");
    expect(other.wake().enrollment.outcome).toBe("silent");
    const eye = play({ a: step, ...ends }, factsWith({ specialty: "eye" })).news(now, "appointment.updated");
    expect(eye.enrollment.outcome).toBe("finished");
  });

  it("takes a date of the patient's own, by the patient's own clock", () => {
    const facts = factsWith({}, { attributes: { discharged: "2026-06-10" } });
    const step: Step = {
      do: "wait",
      until: { anchor: "patient.attributes.discharged", offset: "P2D", at: "09:30" },
      late: "now",
      next: "finished",
    };
    expect(play({ a: step, ...ends }, facts).enrollment.wakeAt).toBe("2026-06-12T13:30:00.000Z");
  });
});

describe("a form and a check-in", () => {
  it("are asked like a question, and say what they are", () => {
    const p = play({ form, ...ends });
    expect(p.of("open-task")[0]?.task).toMatchObject({ kind: "form:intake", answers: ["done"] });
    p.news(now, "task.answered", p.enrollment.open.taskId, "done");
    expect(p.enrollment.outcome).toBe("finished");
  });

  it("take no answer that they do not know", () => {
    const p = play({ form, ...ends });
    p.news(now, "task.answered", p.enrollment.open.taskId, "maybe");
    expect(p.step).toBe("form");
  });
});

describe("a message", () => {
  const message: Step = {
    do: "message",
    template: "t",
    channels: ["sms"],
    goOn: "when-sent",
    next: "finished",
  };
  it("is waited for until it left, so that the end does not take it back", () => {
    const p = play({ message, ...ends });
    expect(p.step).toBe("message");
    p.news("2026-06-01T15:01:00.000Z", "outreach.sent", p.enrollment.open.outreachIds[0]);
    expect(p.enrollment.outcome).toBe("finished");
  });

  it("leaves at an allowed hour, but at once where it is for safety", () => {
    const night = "2026-06-01T06:00:00.000Z";
    expect(play({ message, ...ends }, factsWith(), night).of("plan-outreach")[0]?.dueAt).toBe(
      "2026-06-01T13:00:00.000Z",
    );
    const urgent = new Play(journeyOf({ message, ...ends }, { purpose: "safety" }), night);
    expect(urgent.of("plan-outreach")[0]?.dueAt).toBe(night);
  });
});

describe("steps that pass at once", () => {
  it("branch by facts, and else where a fact is missing", () => {
    const branch: Step = {
      do: "branch",
      cases: [{ if: "patient.attributes.risk >= 3", next: "finished" }],
      else: "silent",
    };
    const outcome = (attributes: Record<string, number>) =>
      play({ branch, ...ends }, factsWith({}, { attributes })).enrollment.outcome;
    expect([outcome({ risk: 4 }), outcome({ risk: 1 }), outcome({})]).toEqual([
      "finished",
      "silent",
      "silent",
    ]);
  });

  it("split by share, the same each time", () => {
    const split: Step = {
      do: "split",
      arms: [
        { name: "holdout", share: 1, next: "silent" },
        { name: "treated", share: 3, next: "finished" },
      ],
    };
    const definition = journeyOf({ split, ...ends });
    const draw = (n: number) => {
      const subject = { type: "appointment" as const, id: ownedId("appointment", patientId, n) };
      return begin(definition, 1, { patientId, subject, facts: factsWith(), now }).enrollment.outcome;
    };
    const outcomes = Array.from({ length: 2000 }, (_, n) => draw(n));
    const held = outcomes.filter((o) => o === "silent").length;
    expect(held).toBeGreaterThan(430);
    expect(held).toBeLessThan(570);
    expect(outcomes).toEqual(Array.from({ length: 2000 }, (_, n) => draw(n)));
  });

  it("write the patient's attributes once a turn, enroll once, and notify", () => {
    const p = play({
      a: { do: "update", attributes: { x: 1 }, next: "b" },
      b: { do: "update", attributes: { x: 2, y: true }, next: "c" },
      c: { do: "enroll", journey: "other", subject: "same", next: "d" },
      d: { do: "enroll", journey: "other", subject: "same", next: "e" },
      e: { do: "notify", event: "told", next: "finished" },
      ...ends,
    });
    expect(p.effects).toHaveLength(3);
    expect(p.effects).toContainEqual({ do: "update", attributes: { x: 2, y: true } });
    expect(p.effects).toContainEqual({
      do: "enroll",
      journey: "other",
      subject: { type: "appointment", id: appointmentId },
    });
    expect(p.effects).toContainEqual({ do: "notify", event: "told", ref: appointmentId });
  });

  it("repeat so often and no more, and anew when they come back", () => {
    const steps: Record<string, Step> = {
      again: { do: "repeat", body: "form", times: 2, next: "pause" },
      form: { ...form, onSilence: "again" } as Step,
      pause: { do: "wait", for: "P1D", next: "again" },
      ...ends,
    };
    const p = play(steps);
    const seen: (string | undefined)[] = [p.step];
    for (let i = 0; i < 5; i++) seen.push(p.wake().step);
    expect(seen).toEqual(["form", "form", "pause", "form", "form", "pause"]);
    expect(new Set(p.of("plan-outreach").map((e) => e.id)).size).toBe(4);
  });

  it("in a circle end the journey instead of hanging it", () => {
    const p = play({
      a: { do: "notify", event: "e", next: "b" },
      b: { do: "notify", event: "e", next: "a" },
    });
    expect(p.enrollment).toMatchObject({ status: "ended", outcome: "stopped", reason: "loop" });
  });

  it("that lead nowhere end it with a reason", () => {
    const p = play({ a: { do: "notify", event: "e", next: "gone" } });
    expect(p.enrollment).toMatchObject({ status: "ended", reason: "unknown_step" });
  });
});
