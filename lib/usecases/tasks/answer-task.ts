import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type By = { actor: Actor; cause?: string };

/**
 * A patient's answer closes the task and is written onto the visit it is about, in one transaction. The same answer
 * again changes nothing; another answer to a closed task is taken while the visit is still to come: people change
 * their minds, and the latest word counts.
 */
export function answerTask(
  ports: Pick<Ports, "records" | "clock">,
  taskId: string,
  answer: string,
  by: By,
): Promise<Stored<"patientTask">> {
  return retried(async () => {
    const task = await ports.records.get("patientTask", taskId, { consistent: true });
    if (!task) throw new Refusal("not_found");
    if (!task.data.answers.includes(answer))
      throw new Refusal("validation_failed", "The task does not take this answer.", [
        { pointer: "/answer", detail: `Answer with one of: ${task.data.answers.join(", ")}.` },
      ]);
    if (task.data.status === "cancelled") throw new Refusal("wrong_state", "The task was withdrawn.");
    if (task.data.answer === answer) return task;
    const event = answered(answer, ports.clock.now(), by);
    const data: PatientTask = {
      ...task.data,
      answer,
      status: event.type === "task.declined" ? "declined" : "done",
      closedAt: event.at,
    };
    const changes: Change[] = [{ kind: "patientTask", id: task.id, expect: task.version, data, event }];
    const visit = await visitChange(ports, task.data, answer, event);
    await ports.records.save(visit ? [...changes, visit] : changes);
    return { ...task, data, event, version: task.version + 1 };
  });
}

const answered = (answer: string, at: string, by: By): ChangeEvent => ({
  type: answer === "declined" ? "task.declined" : "task.completed",
  at,
  ...by,
  reason: answer,
});

const confirmations = ["confirmed", "declined", "reschedule"] as const;

/** The patient's word on the visit itself, beside the EHR's status. */
async function visitChange(
  { records }: Pick<Ports, "records">,
  task: PatientTask,
  answer: string,
  event: ChangeEvent,
): Promise<Change<"appointment"> | undefined> {
  const confirmation = confirmations.find((c) => c === answer);
  if (!task.appointmentId || !confirmation) return undefined;
  const visit = await records.get("appointment", task.appointmentId, { consistent: true });
  if (!visit || visit.data.confirmation === confirmation) return undefined;
  return {
    kind: "appointment",
    id: visit.id,
    expect: visit.version,
    data: { ...visit.data, confirmation },
    event: { ...event, type: "appointment.updated", reason: confirmation },
  };
}
