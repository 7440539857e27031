import type { News } from "../../enrollment.ts";
import { ownedId } from "../../ids.ts";
import type { PatientTask } from "../../task.ts";
import type { Instant } from "../../words.ts";
import { holds } from "../condition.ts";
import { type AskStep, taskKind } from "../grammar.ts";
import {
  after,
  type Cause,
  earliest,
  go,
  goOrStop,
  type Move,
  momentOf,
  occurrence,
  type Run,
  type StepKind,
  stepName,
  wait,
} from "../run.ts";
import { cancelOwn, hearLoss, ownOutreach, type Plan, planOf, rebased, say, undeliverable } from "./say.ts";

/** A question that names no limit of its own, which lint refuses. */
const defaultPatience = "P1D";

/** Asks, opens a task for the patient, and waits for the answer or the silence. */
export const askKind: StepKind<AskStep> = {
  enter: (step, run) => {
    const plan = planOf(step, run);
    if (typeof plan === "string") return undeliverable(step, plan);
    const dueAt = silenceAt(step, run, plan.dueAt);
    const taskId = openTask(step, run, plan, dueAt);
    say(step, run, plan, taskId);
    return wait(dueAt);
  },
  wake: (step) => goOrStop(step.onSilence, "silence"),
  hear: (step, run, news) => {
    const base = rebased(run, news);
    if (base) return wait(silenceAt(step, run, base));
    return hearLoss(step, run, news) ?? hearFact(step, run, news);
  },
  leave: (step, run, cause) => {
    cancelOwn(run, cause.why);
    closeTask(step, run, cause);
  },
};

/** The fact that settles the matter has come by another way. */
export const hearFact = (step: Pick<AskStep, "doneWhen">, run: Run, news: News): Move | undefined =>
  step.doneWhen && holds(step.doneWhen.if, run.facts, run.now, news)
    ? go(step.doneWhen.next, "fact")
    : undefined;

const silenceAt = (step: AskStep, run: Run, from: Instant): Instant =>
  earliest(after(run, from, step.within ?? defaultPatience), step.expires && momentOf(step.expires, run));

/** The task that a visit of a step opens: deterministic, so a late answer can be traced back to its question. */
export const taskIdOf = (run: Run, step: string, visit: number): string =>
  ownedId("patientTask", run.enrollment.patientId, run.enrollment.id, step, visit);

function openTask(step: AskStep, run: Run, plan: Plan, dueAt: Instant): string {
  const { enrollment } = run;
  const id = taskIdOf(run, stepName(run), occurrence(run));
  const task: PatientTask = {
    id,
    patientId: enrollment.patientId,
    enrollmentId: enrollment.id,
    step: stepName(run),
    kind: taskKind(step),
    answers: Object.keys(step.answers),
    status: "open",
    outreachIds: [ownOutreach(run)],
    openedAt: run.now,
    dueAt: earliest(dueAt, plan.expiresAt),
  };
  if (enrollment.subject.type === "appointment") task.appointmentId = enrollment.subject.id;
  run.effects.push({ do: "open-task", task });
  enrollment.open.taskId = id;
  return id;
}

function closeTask(step: AskStep, run: Run, { why, answer }: Cause): void {
  const { taskId: id, ...open } = run.enrollment.open;
  if (!id) return;
  run.enrollment.open = open;
  if (answer !== undefined && step.answers[answer])
    run.effects.push({ do: "close-task", id, status: answer === "declined" ? "declined" : "done", answer });
  else run.effects.push({ do: "close-task", id, status: why === "silence" ? "overdue" : "cancelled" });
}
