import { Refusal } from "./errors.ts";
import type { PatientTask, StaffTask } from "./task.ts";
import type { Appointment } from "./visit/appointment.ts";
import type { Instant } from "./words.ts";

/** Whether somebody is still to do it. */
export const isToDo = ({ status }: Pick<StaffTask, "status">): boolean =>
  status === "open" || status === "claimed";

function expectToDo(task: StaffTask): void {
  if (!isToDo(task)) throw new Refusal("wrong_state", "The task is closed.");
}

/** Throws `wrong_state` where it is closed, or a colleague has it. */
export function claimedBy(task: StaffTask, owner: string): StaffTask {
  expectToDo(task);
  if (task.status === "claimed" && task.owner !== owner)
    throw new Refusal("wrong_state", "A colleague has this task.");
  return { ...task, status: "claimed", owner };
}

/** Throws `wrong_state` (closed), `validation_failed` (an outcome that it does not offer, where it offers any). */
export function completed(
  task: StaffTask,
  { outcome, owner }: { outcome: string; owner?: string },
  now: Instant,
): StaffTask {
  expectToDo(task);
  if (task.outcomes.length > 0 && !task.outcomes.includes(outcome))
    throw new Refusal("validation_failed", "The task has no such outcome.", [
      { pointer: "/outcome", detail: `Choose one of: ${task.outcomes.join(", ")}.` },
    ]);
  return { ...task, status: "done", outcome, closedAt: now, ...(owner && { owner }) };
}

/** `at`: when the patient said it. */
type Said = { answer: string; at: Instant; now: Instant };

/**
 * The task with the patient's answer, or the same one where that changes nothing: the latest word counts, in whatever
 * order words come, and another answer to a closed task is taken while the visit is still to come. Throws
 * `validation_failed` (no such answer), `wrong_state` (withdrawn, or closed and the visit has begun).
 */
export function answered(
  task: PatientTask,
  visit: Pick<Appointment, "start"> | undefined,
  { answer, at, now }: Said,
): PatientTask {
  if (!task.answers.includes(answer))
    throw new Refusal("validation_failed", "The task does not take this answer.", [
      { pointer: "/answer", detail: `Answer with one of: ${task.answers.join(", ")}.` },
    ]);
  if (task.status === "cancelled") throw new Refusal("wrong_state", "The task was withdrawn.");
  if (task.answer === answer) return task;
  const begun = visit?.start !== undefined && visit.start <= now;
  if (begun && task.status !== "open")
    throw new Refusal("wrong_state", "The task is closed and the visit has begun.");
  if ((task.answeredAt ?? "") >= at) return task;
  return {
    ...task,
    answer,
    status: answer === "declined" ? "declined" : "done",
    answeredAt: at,
    closedAt: now,
  };
}
