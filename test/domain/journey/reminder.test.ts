import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { appointmentId, factsWith, Play } from "#test/support/journeys.ts";

/** Wednesday three weeks before the visit of Thursday 25 June, 14:30 in New York. */
const booked = "2026-06-03T15:00:00.000Z";
/** Two days before at 10:00 there. */
const askTime = "2026-06-23T14:00:00.000Z";

const play = (at = booked, facts = factsWith()) => new Play(appointmentReminder, at, facts);
const asked = () => play().wake();
const taskOf = (p: Play) => p.enrollment.open.taskId as string;

describe("the appointment reminder", () => {
  it("waits until two days before at ten o'clock where the visit is", () => {
    const p = play();
    expect(p.step).toBe("two-days-before");
    expect(p.enrollment.wakeAt).toBe(askTime);
    expect(p.effects).toEqual([]);
  });

  it("asks then, with a task to answer, and gives a day", () => {
    const p = asked();
    const [outreach] = p.of("plan-outreach");
    expect(outreach).toMatchObject({
      template: "appointment-confirm",
      dueAt: askTime,
      expiresAt: "2026-06-25T18:30:00.000Z",
    });
    expect(p.of("open-task")[0]?.task).toMatchObject({
      id: outreach?.taskId,
      appointmentId,
      answers: ["confirmed", "declined", "reschedule"],
      outreachIds: [outreach?.id],
    });
    expect(p.enrollment.wakeAt).toBe("2026-06-24T14:00:00.000Z");
  });

  it("nudges on another channel after the silence, and then has the front desk call", () => {
    const p = asked().wake();
    expect(p.step).toBe("nudge");
    expect(p.of("close-task").map((e) => e.status)).toEqual(["overdue"]);
    expect(p.of("plan-outreach").at(-1)).toMatchObject({
      template: "appointment-nudge",
      channels: ["email", "voice", "sms"],
    });
    p.wake();
    expect(p.step).toBe("call");
    expect(p.of("open-staff-task")[0]?.task).toMatchObject({
      queue: "front-desk",
      title: "Call to confirm",
      dueAt: "2026-06-25T06:00:00.000Z",
    });
  });

  it("thanks a patient who confirms and stays until the visit", () => {
    const p = asked();
    p.news("2026-06-23T15:00:00.000Z", "task.answered", taskOf(p), "confirmed");
    expect(p.step).toBe("await-visit");
    expect(p.of("plan-outreach").at(-1)?.template).toBe("appointment-confirmed-thanks");
    expect(p.of("close-task").at(-1)).toMatchObject({ status: "done", answer: "confirmed" });
    p.wake();
    expect(p.enrollment).toMatchObject({ status: "ended", outcome: "confirmed" });
  });

  it("has a patient who cannot come rebooked by the front desk", () => {
    const p = asked();
    p.news("2026-06-23T15:00:00.000Z", "task.answered", taskOf(p), "declined");
    expect(p.step).toBe("rebook");
    expect(p.of("open-staff-task")[0]?.task).toMatchObject({
      queue: "front-desk",
      title: "Rebook",
      priority: "high",
    });
    p.news("2026-06-23T16:00:00.000Z", "staff-task.completed", p.enrollment.open.staffTaskId, "rebooked");
    expect(p.enrollment).toMatchObject({ status: "ended", outcome: "rebook" });
    expect(p.of("close-staff-task")).toEqual([]);
  });

  it("takes an answer to the first question while the nudge is out", () => {
    const p = asked();
    const first = taskOf(p);
    p.wake().news("2026-06-24T15:00:00.000Z", "task.answered", first, "confirmed");
    expect(p.step).toBe("await-visit");
  });

  it("closes the call by itself when the patient confirms after all", () => {
    const p = asked();
    const first = taskOf(p);
    p.wake().wake();
    const call = p.enrollment.open.staffTaskId;
    p.news("2026-06-25T13:00:00.000Z", "task.answered", first, "confirmed");
    expect(p.step).toBe("await-visit");
    expect(p.of("close-staff-task")).toEqual([
      { do: "close-staff-task", id: call, reason: "answered:confirmed" },
    ]);
  });

  it("believes a patient who takes back the word, and thanks only once", () => {
    const p = asked();
    const task = taskOf(p);
    p.news("2026-06-23T15:00:00.000Z", "task.answered", task, "confirmed");
    p.news("2026-06-23T15:01:00.000Z", "task.answered", task, "confirmed");
    expect(p.of("plan-outreach").filter((e) => e.template === "appointment-confirmed-thanks")).toHaveLength(
      1,
    );
    p.news("2026-06-23T17:00:00.000Z", "task.answered", task, "declined");
    expect(p.step).toBe("rebook");
  });

  it.each([["answer first"], ["visit first"]])(
    "thanks once when the visit's record tells it too (%s)",
    (order) => {
      const p = asked();
      p.facts = factsWith({ confirmation: "confirmed" });
      const task = taskOf(p);
      const both: [string, string, string?][] = [
        ["task.answered", task, "confirmed"],
        ["appointment.updated", appointmentId],
      ];
      for (const piece of order === "answer first" ? both : both.toReversed())
        p.news("2026-06-23T15:00:00.000Z", ...piece);
      expect(p.step).toBe("await-visit");
      expect(p.of("plan-outreach").filter((e) => e.template === "appointment-confirmed-thanks")).toHaveLength(
        1,
      );
    },
  );

  it("sees what holds of the visit with an answer that leads nowhere by itself", () => {
    const p = asked();
    p.facts = factsWith({ confirmation: "confirmed" });
    p.news("2026-06-23T15:00:00.000Z", "task.answered", taskOf(p), "no such answer");
    expect(p.step).toBe("await-visit");
  });

  it("only moves the wait when the visit moves before anything was said", () => {
    const p = play();
    p.facts = factsWith({ start: "2026-07-02T18:30:00.000Z" });
    p.news("2026-06-10T12:00:00.000Z", "appointment.moved", appointmentId);
    expect(p.enrollment).toMatchObject({ step: "two-days-before", wakeAt: "2026-06-30T14:00:00.000Z" });
    expect(p.effects).toEqual([]);
  });

  it("takes back what names the old time when the visit moves while asking, and asks about the new one", () => {
    const p = asked();
    const [old] = p.of("plan-outreach");
    const oldTask = taskOf(p);
    p.facts = factsWith({ start: "2026-06-26T18:30:00.000Z" });
    p.news("2026-06-24T13:30:00.000Z", "appointment.moved", appointmentId);
    expect(p.of("cancel-outreach")).toEqual([
      { do: "cancel-outreach", id: old?.id, reason: "appointment_moved" },
    ]);
    expect(p.of("close-task").at(-1)).toMatchObject({ id: oldTask, status: "cancelled" });
    expect(p.step).toBe("two-days-before");
    p.wake();
    const again = p.of("plan-outreach").at(-1);
    expect(again).toMatchObject({ template: "appointment-confirm", dueAt: "2026-06-24T14:00:00.000Z" });
    expect(again?.id).not.toBe(old?.id);
    p.news("2026-06-24T15:00:00.000Z", "task.answered", oldTask, "confirmed");
    expect(p.step).toBe("ask");
  });

  it("asks again about a confirmed visit that moves, telling the new time at once when it is far", () => {
    const p = asked();
    p.news("2026-06-23T15:00:00.000Z", "task.answered", taskOf(p), "confirmed");
    p.facts = factsWith({ start: "2026-07-09T18:30:00.000Z" });
    p.news("2026-06-24T13:00:00.000Z", "appointment.moved", appointmentId);
    expect(p.of("plan-outreach", p.last).map((e) => e.template)).toEqual(["appointment-moved"]);
    expect(p.enrollment).toMatchObject({ step: "two-days-before", wakeAt: "2026-07-07T14:00:00.000Z" });
    p.wake();
    expect(p.step).toBe("ask");
  });

  it("ends when the visit is cancelled, and takes everything back", () => {
    const p = asked();
    const task = taskOf(p);
    p.news("2026-06-23T15:00:00.000Z", "appointment.cancelled", appointmentId);
    expect(p.enrollment).toMatchObject({
      status: "ended",
      reason: "visit_cancelled",
      open: { outreachIds: [] },
    });
    expect(p.enrollment.wakeAt).toBeUndefined();
    expect(p.last.map((e) => e.do).sort()).toEqual(["cancel-outreach", "close-task"]);
    expect(p.of("close-task", p.last)[0]).toMatchObject({ id: task, status: "cancelled" });
  });

  it("has reached its goal when the patient arrives", () => {
    const p = asked().news("2026-06-25T18:20:00.000Z", "appointment.arrived", appointmentId);
    expect(p.enrollment).toMatchObject({ status: "ended", outcome: "goal", reason: "appointment.arrived" });
  });

  it("asks at once about a visit booked for tomorrow, at an allowed hour", () => {
    const p = play("2026-06-24T06:00:00.000Z");
    expect(p.of("plan-outreach")[0]).toMatchObject({ dueAt: "2026-06-24T13:00:00.000Z" });
    expect(p.enrollment.wakeAt).toBe("2026-06-25T13:00:00.000Z");
  });

  it("says nothing about a visit that is over, and ends with a reason", () => {
    const p = play("2026-06-27T15:00:00.000Z");
    expect(p.effects).toEqual([]);
    expect(p.enrollment).toMatchObject({ status: "ended", outcome: "unreachable" });
  });

  it("waits, bounded, for a visit whose time is not known yet", () => {
    const { start: _, ...unknown } = factsWith().appointment as NonNullable<
      ReturnType<typeof factsWith>["appointment"]
    >;
    const p = play(booked, { ...factsWith(), appointment: unknown });
    expect(p.enrollment).toMatchObject({ step: "two-days-before", wakeAt: "2026-06-10T15:00:00.000Z" });
    p.wake();
    expect(p.enrollment.wakeAt).toBe("2026-06-17T15:00:00.000Z");
    p.facts = factsWith();
    p.news("2026-06-18T15:00:00.000Z", "appointment.updated", appointmentId);
    expect(p.enrollment.wakeAt).toBe(askTime);
  });

  it.each([
    ["outreach.suppressed", "opted_out"],
    ["outreach.failed", "landline"],
    ["outreach.undelivered", "unreachable"],
  ])("goes on at once after %s", (type, reason) => {
    const p = asked();
    p.news("2026-06-23T14:01:00.000Z", type, p.enrollment.open.outreachIds[0], reason);
    expect(p.step).toBe("nudge");
  });

  it("plans the question anew when the gate refused the old one because the visit changed", () => {
    const p = asked();
    const [first] = p.of("plan-outreach");
    p.news("2026-06-23T14:01:00.000Z", "outreach.suppressed", first?.id, "appointment_changed");
    expect(p.step).toBe("ask");
    expect(p.of("plan-outreach", p.last)[0]?.id).not.toBe(first?.id);
    for (let i = 0; i < 5 && p.step === "ask"; i++)
      p.news(
        "2026-06-23T14:02:00.000Z",
        "outreach.suppressed",
        p.enrollment.open.outreachIds[0],
        "appointment_changed",
      );
    expect(p.step).not.toBe("ask");
  });

  it("counts the patient's time from when a held message may leave", () => {
    const p = asked();
    p.news(
      "2026-06-23T14:01:00.000Z",
      "outreach.held",
      p.enrollment.open.outreachIds[0],
      "2026-06-24T13:00:00.000Z",
    );
    expect(p.enrollment).toMatchObject({ step: "ask", wakeAt: "2026-06-25T13:00:00.000Z" });
    p.news("2026-06-23T14:02:00.000Z", "outreach.held", "out_of_somebody_else", "2026-06-27T13:00:00.000Z");
    expect(p.enrollment.wakeAt).toBe("2026-06-25T13:00:00.000Z");
  });

  it("ignores news it has seen", () => {
    const p = asked();
    const piece = {
      seq: 1,
      at: askTime,
      type: "task.answered",
      ref: taskOf(p),
      value: "confirmed",
      key: "k",
    };
    p.turn(askTime, [piece]);
    const after = p.enrollment;
    p.turn(askTime, [piece]);
    expect(p.enrollment).toEqual(after);
    expect(p.last).toEqual([]);
  });

  it("keeps news for later while it is paused, and acts on it when it goes on", () => {
    const p = asked();
    const task = taskOf(p);
    p.enrollment = { ...p.enrollment, status: "paused" };
    p.news("2026-06-23T15:00:00.000Z", "task.answered", task, "confirmed");
    expect(p.last).toEqual([]);
    expect(p.enrollment).toMatchObject({ step: "ask", seenSeq: 1 });
    p.enrollment = { ...p.enrollment, status: "active" };
    p.news("2026-06-23T18:00:00.000Z", "enrollment.resumed");
    expect(p.step).toBe("await-visit");
    expect(p.enrollment.pending).toBeUndefined();
  });
});
