import type { News } from "../../enrollment.ts";
import { ownedId } from "../../ids.ts";
import type { Instant } from "../../words.ts";
import type { StepOf } from "../grammar.ts";
import { newsTypes } from "../news.ts";
import {
  after,
  earliest,
  goOrStop,
  type Move,
  momentOf,
  occurrence,
  type Run,
  type StepKind,
  stepName,
  wait,
} from "../run.ts";
import { hearFact } from "./ask.ts";

type StaffStep = StepOf<"staff-task">;

const defaultDue = "P1D";
/** How long the journey waits for the care team after the task was due; the worklist shows it as overdue meanwhile. */
const patience = "P14D";

/** Asks the care team, and waits for the outcome, or for the fact that makes the task needless. */
export const staffTaskKind: StepKind<StaffStep> = {
  enter: (step, run) => {
    const dueAt = after(run, run.now, step.due ?? defaultDue);
    open(step, run, dueAt);
    const patienceEnds = step.within ? after(run, run.now, step.within) : after(run, dueAt, patience);
    return wait(earliest(patienceEnds, step.expires && momentOf(step.expires, run)));
  },
  wake: (step) => goOrStop(step.onSilence, "staff_silence"),
  hear: (step, run, news) => hearOutcome(step, run, news) ?? hearFact(step, run, news),
  leave: (_step, run, { why }) => {
    const { staffTaskId: id, ...open } = run.enrollment.open;
    if (!id) return;
    run.enrollment.open = open;
    run.effects.push({ do: "close-staff-task", id, reason: why });
  },
};

function hearOutcome(step: StaffStep, run: Run, news: News): Move | undefined {
  const { staffTaskId: id, ...open } = run.enrollment.open;
  if (news.type !== newsTypes.staffDone || !id || news.ref !== id) return undefined;
  run.enrollment.open = open; // It is closed already, by whoever did it.
  const outcome = news.value ?? "";
  return goOrStop(step.outcomes[outcome] ?? step.onSilence, `outcome:${outcome}`);
}

function open(step: StaffStep, run: Run, dueAt: Instant): void {
  const { enrollment } = run;
  const id = ownedId("staffTask", enrollment.patientId, enrollment.id, stepName(run), occurrence(run));
  run.effects.push({
    do: "open-staff-task",
    task: {
      id,
      patientId: enrollment.patientId,
      enrollmentId: enrollment.id,
      step: stepName(run),
      queue: step.queue,
      title: step.title,
      priority: step.priority,
      status: "open",
      outcomes: Object.keys(step.outcomes),
      ...(enrollment.subject.type !== "patient" && { about: enrollment.subject.id }),
      openedAt: run.now,
      dueAt,
    },
  });
  enrollment.open.staffTaskId = id;
}
