import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/** `at` is when the patient said it, where that was not just now. */
type By = { actor: Actor; cause?: string; at?: Instant };

/**
 * A patient's answer closes the task and is written onto the visit it is about, in one transaction. The same answer
 * again changes nothing; another answer to a closed task is taken while the visit is still to come: people change
 * their minds, and the latest word counts, in whatever order words come. Throws `not_found`, `validation_failed`
 * (no such answer), `wrong_state` (withdrawn, or closed and the visit has begun).
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
    const now = ports.clock.now();
    const visit = await visitOf(ports, task.data);
    expectAnswerable(task.data, answer, visit, now);
    const { at: answeredAt = now, ...who } = by;
    if (task.data.answer === answer || (task.data.answeredAt ?? "") >= answeredAt) return task;
    const event = answered(answer, now, who);
    const status = event.type === "task.declined" ? "declined" : "done";
    const data: PatientTask = { ...task.data, answer, status, answeredAt, closedAt: now };
    await ports.records.save([
      { kind: "patientTask", id: task.id, expect: task.version, data, event },
      ...visitChange(visit, task.data, event),
    ]);
    return { ...task, data, event, version: task.version + 1 };
  });
}

const visitOf = async ({ records }: Pick<Ports, "records">, { appointmentId }: PatientTask) =>
  appointmentId ? records.get("appointment", appointmentId, { consistent: true }) : undefined;

function expectAnswerable(
  task: PatientTask,
  answer: string,
  visit: Stored<"appointment"> | undefined,
  now: Instant,
): void {
  if (!task.answers.includes(answer))
    throw new Refusal("validation_failed", "The task does not take this answer.", [
      { pointer: "/answer", detail: `Answer with one of: ${task.answers.join(", ")}.` },
    ]);
  if (task.status === "cancelled") throw new Refusal("wrong_state", "The task was withdrawn.");
  const begun = visit?.data.start !== undefined && visit.data.start <= now;
  if (begun && task.status !== "open" && task.answer !== answer)
    throw new Refusal("wrong_state", "The task is closed and the visit has begun.");
}

const answered = (answer: string, at: string, by: By): ChangeEvent => ({
  type: answer === "declined" ? "task.declined" : "task.completed",
  at,
  ...by,
  reason: answer,
});

const confirmations = ["confirmed", "declined", "reschedule"] as const;

/** The patient's word on the visit itself, beside the EHR's status. The journey that asked hears it as the answer. */
function visitChange(
  visit: Stored<"appointment"> | undefined,
  { enrollmentId }: PatientTask,
  { type: _, reason: answer, ...event }: ChangeEvent,
): Change<"appointment">[] {
  const confirmation = confirmations.find((c) => c === answer);
  if (!visit || !confirmation || visit.data.confirmation === confirmation) return [];
  return [
    {
      kind: "appointment",
      id: visit.id,
      expect: visit.version,
      data: { ...visit.data, confirmation },
      event: {
        ...event,
        type: "appointment.updated",
        reason: confirmation,
        ...(enrollmentId && { heardBy: enrollmentId }),
      },
    },
  ];
}
