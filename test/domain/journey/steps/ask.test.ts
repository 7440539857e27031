import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { anEnd, aPause, aQuestion } from "#test/support/bare-steps.ts";
import { appointmentId, factsWith, journeyOf, Play, patientId, visitStart } from "#test/support/journeys.ts";
import { form } from "#test/support/steps.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-01T16:00:00.000Z";
const steps = { b: aPause("c"), c: anEnd() };
const answers = { yes: "b", declined: "b", again: "a" };
const ask = (more: Parameters<typeof aQuestion>[0] = {}) => aQuestion({ answers, within: "P2D", ...more });
const play = (a: Step, at = now, more: Parameters<typeof journeyOf>[1] = {}) =>
  new Play(journeyOf({ a, ...steps }, more), at);
const task = (p: Play) => p.of("open-task")[0]?.task;
const visitBegins = { anchor: "appointment.start" as const };

describe("a question", () => {
  it("opens a task of the patient's that knows its message, its answers and its visit", () => {
    const p = play(ask());
    expect(task(p)).toStrictEqual({
      id: expect.stringMatching(/^ptk_/),
      patientId,
      enrollmentId: p.enrollment.id,
      step: "a",
      kind: "confirm",
      answers: ["yes", "declined", "again"],
      status: "open",
      outreachIds: p.enrollment.open.outreachIds,
      openedAt: now,
      dueAt: "2026-06-03T15:00:00.000Z",
      appointmentId,
    });
    expect(p.of("plan-outreach")[0]).toMatchObject({ taskId: task(p)?.id });
  });

  it("about the patient names no visit", () => {
    expect(task(play(ask(), now, { subject: "patient" }))).not.toHaveProperty("appointmentId");
  });

  it("gives a day, where it names no limit", () => {
    expect(play(ask({ within: undefined })).enrollment.wakeAt).toBe("2026-06-02T15:00:00.000Z");
  });

  it("waits for no answer after it is of use, nor longer than it gives where that is sooner", () => {
    const eve = "2026-06-24T15:00:00.000Z";
    const late = play(ask({ expires: visitBegins }), eve);
    expect([late.enrollment.wakeAt, task(late)?.dueAt]).toEqual([visitStart, visitStart]);
    const early = play(ask({ expires: visitBegins }));
    expect([early.enrollment.wakeAt, task(early)?.dueAt]).toEqual(Array(2).fill("2026-06-03T15:00:00.000Z"));
  });

  it("counts the patient's time from when it left", () => {
    const p = play(ask());
    p.news(later, "outreach.sent", p.enrollment.open.outreachIds[0]);
    expect(p.enrollment.wakeAt).toBe("2026-06-03T16:00:00.000Z");
  });

  it("without a way on after silence ends the journey with that reason", () => {
    expect(play(ask()).wake().enrollment).toMatchObject({ outcome: "stopped", reason: "silence" });
  });

  it("that is lost goes on as after silence, or ends the journey with that reason", () => {
    const lost = (more: object = {}) => {
      const p = play(ask(more));
      return p.news(later, "outreach.failed", p.enrollment.open.outreachIds[0], "landline").enrollment;
    };
    expect(lost({ onSilence: "b" }).trail.at(-1)).toMatchObject({ step: "b", why: "undeliverable:landline" });
    expect(lost()).toMatchObject({ outcome: "stopped", reason: "undeliverable:landline" });
  });
});

it("a form is asked like a question, says what it is, and takes no answer that it does not know", () => {
  const p = play(form({ answers: { done: "b" } }));
  expect(task(p)).toMatchObject({ kind: "form:intake", answers: ["done"] });
  expect(p.news(now, "task.answered", p.enrollment.open.taskId, "maybe").step).toBe("a");
  expect(p.news(now, "task.answered", p.enrollment.open.taskId, "done").step).toBe("b");
});

describe("leaving a question", () => {
  const closed = (p: Play) => p.of("close-task")[0];
  const answered = (answer: string) => {
    const p = play(ask());
    return p.news(later, "task.answered", p.enrollment.open.taskId, answer);
  };

  it.each([
    ["yes", "done"],
    ["declined", "declined"],
    ["again", "done"],
  ])("by the answer %s closes its task as %s and takes its message back", (answer, status) => {
    const p = answered(answer);
    const [id] = p.of("plan-outreach").map((e) => e.id);
    expect(closed(p)).toStrictEqual({ do: "close-task", id: task(p)?.id, status, answer });
    expect(p.of("cancel-outreach")).toEqual([{ do: "cancel-outreach", id, reason: `answered:${answer}` }]);
  });

  it("by silence closes it as overdue", () => {
    const p = play(ask({ onSilence: "b" })).wake();
    expect(closed(p)).toStrictEqual({ do: "close-task", id: task(p)?.id, status: "overdue" });
    expect(p.enrollment.open).not.toHaveProperty("taskId");
  });

  it("because the matter is settled, or the question is lost, closes it as cancelled", () => {
    const settled = play(ask({ doneWhen: { if: 'news.value == "x"', next: "b" } }));
    expect(settled.news(later, "patient.updated", undefined, "y").step).toBe("a");
    settled.news(later, "patient.updated", undefined, "x");
    expect(settled.enrollment.trail.at(-1)).toMatchObject({ step: "b", why: "fact" });
    expect(closed(settled)?.status).toBe("cancelled");
    const lost = play(ask({ onUndeliverable: "b" }));
    lost.news(later, "outreach.failed", lost.enrollment.open.outreachIds[0], "landline");
    expect(closed(lost)?.status).toBe("cancelled");
  });

  it("by an answer that only an earlier question knows closes it as cancelled: it did not answer this one", () => {
    const second = ask({ answers: { no: "b" } });
    const p = new Play(journeyOf({ a: ask({ onSilence: "d" }), d: second, ...steps }, {}), now, factsWith());
    const first = p.enrollment.open.taskId;
    p.wake().news("2026-06-04T15:00:00.000Z", "task.answered", first, "yes");
    expect(p.step).toBe("b");
    expect(p.of("close-task").map(({ status }) => status)).toEqual(["overdue", "cancelled"]);
  });
});
