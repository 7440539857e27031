import { describe, expect, it } from "vitest";
import { runOf } from "#lib/domain/journey/advance.ts";
import { hearAnswer } from "#lib/domain/journey/answers.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aCall, anEnd, aPause, aQuestion } from "#test/support/bare-steps.ts";
import { appointmentId, journeyOf, Play } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const ask = (task: string, answers: Record<string, string>, onSilence: string) =>
  aQuestion({ task, answers, onSilence });
const steps: Record<string, Step> = {
  first: ask("visit", { yes: "kept", no: "lost" }, "second"),
  second: ask("visit", { yes: "kept", no: "lost", maybe: "asked-later" }, "call"),
  call: aCall({ due: "PT4H", outcomes: { reached: "kept", later: "asked-later" } }),
  kept: aPause("done"),
  lost: aPause("done"),
  "asked-later": aPause("done"),
  done: anEnd(),
};
const journey = journeyOf(steps);

/** What an answer to a task comes to, where the play stands now. */
const heard = (p: Play, ref: string | undefined, value: string | undefined) =>
  hearAnswer(runOf(p.definition, p.enrollment, p.facts, now), {
    seq: 9,
    at: now,
    type: "task.answered",
    key: "k",
    ...(ref && { ref }),
    ...(value && { value }),
  });
const taskOf = (p: Play) => p.enrollment.open.taskId as string;
const goes = (to: string, answer: string) => ({ do: "go", to, why: `answered:${answer}`, answer });

describe("an answer", () => {
  it("to the question that is open leads where that says", () => {
    const p = new Play(journey, now);
    expect(heard(p, taskOf(p), "yes")).toEqual(goes("kept", "yes"));
    expect(heard(p, taskOf(p), "maybe")).toBeUndefined();
    expect(heard(p, taskOf(p), undefined)).toBeUndefined();
    expect(heard(p, undefined, "yes")).toBeUndefined();
    expect(heard(p, "ptk_of_another", "yes")).toBeUndefined();
  });

  it("to the question before counts, and one that only the present question knows is taken by that", () => {
    const p = new Play(journey, now);
    const first = taskOf(p);
    p.wake();
    expect(heard(p, first, "no")).toEqual(goes("lost", "no"));
    expect(heard(p, first, "maybe")).toEqual(goes("asked-later", "maybe"));
    expect(heard(p, first, "never")).toBeUndefined();
  });

  it("counts while the care team is about to call, whose outcomes may take it too", () => {
    const p = new Play(journey, now);
    const first = taskOf(p);
    p.wake().wake();
    expect(p.step).toBe("call");
    expect(heard(p, first, "yes")).toEqual(goes("kept", "yes"));
    expect(heard(p, first, "later")).toEqual(goes("asked-later", "later"));
  });

  it("may be taken back after it led on, but led there once is enough", () => {
    const p = new Play(journey, now);
    const task = taskOf(p);
    p.news(now, "task.answered", task, "yes");
    expect(p.step).toBe("kept");
    expect(heard(p, task, "yes")).toBeUndefined();
    expect(heard(p, task, "maybe")).toBeUndefined();
    expect(heard(p, task, "no")).toEqual(goes("lost", "no"));
  });

  it("counts though the step that it stands at is gone", () => {
    const p = new Play(journey, now);
    const task = taskOf(p);
    p.enrollment = { ...p.enrollment, step: "gone" };
    expect(heard(p, task, "yes")).toEqual(goes("kept", "yes"));
    expect(heard(p, task, "maybe")).toBeUndefined();
  });

  it("that was taken back and is given again counts again", () => {
    const p = new Play(journey, now);
    const task = taskOf(p);
    p.news(now, "task.answered", task, "yes").news(now, "task.answered", task, "no");
    expect(p.step).toBe("lost");
    expect(heard(p, task, "yes")).toEqual(goes("kept", "yes"));
    expect(heard(p, task, "no")).toBeUndefined();
  });

  it("is the one that a fact gave before", () => {
    const settled = { ...steps.first, doneWhen: { if: "patient.active", next: "kept" } } as Step;
    const p = new Play(journeyOf({ ...steps, first: settled }), now);
    const task = taskOf(p);
    p.news(now, "appointment.updated", appointmentId);
    expect(p.step).toBe("kept");
    expect(heard(p, task, "yes")).toBeUndefined();
  });

  it("to another matter asked before no longer counts", () => {
    const other = ask("transport", { yes: "kept", no: "lost" }, "done");
    const p = new Play(journeyOf({ ...steps, second: other }), now);
    const first = taskOf(p);
    p.wake();
    expect(p.step).toBe("second");
    expect(heard(p, first, "yes")).toBeUndefined();
    expect(heard(p, taskOf(p), "yes")).toEqual(goes("kept", "yes"));
  });

  it("from before the visit moved was about another time", () => {
    const p = new Play(journey, now);
    p.wake();
    const nudge = taskOf(p);
    p.news(now, "appointment.moved", appointmentId);
    expect(p.step).toBe("first");
    expect(heard(p, nudge, "yes")).toBeUndefined();
  });
});

it("what happens to a task is no answer to it", () => {
  const p = new Play(journey, now);
  expect(p.news(now, "task.reopened", taskOf(p), "yes").step).toBe("first");
});
