import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { answered } from "#lib/domain/task-changes.ts";
import { withAnswer } from "#lib/domain/visit/answer.ts";
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
    const { at = now, ...who } = by;
    const data = answered(task.data, visit?.data, { answer, at, now });
    if (data === task.data) return task;
    const type = data.status === "declined" ? "task.declined" : "task.completed";
    const event: ChangeEvent = { type, at: now, ...who, reason: answer };
    await ports.records.save([
      { kind: "patientTask", id: task.id, expect: task.version, data, event },
      ...visitChange(visit, task.data, event),
    ]);
    return { ...task, data, event, version: task.version + 1 };
  });
}

const visitOf = async ({ records }: Pick<Ports, "records">, { appointmentId }: PatientTask) =>
  appointmentId ? records.get("appointment", appointmentId, { consistent: true }) : undefined;

/** The patient's word on the visit itself, beside the EHR's status. The journey that asked hears it as the answer. */
function visitChange(
  visit: Stored<"appointment"> | undefined,
  { enrollmentId }: PatientTask,
  { type: _, reason: answer, ...event }: ChangeEvent,
): Change<"appointment">[] {
  const data = visit && withAnswer(visit.data, answer);
  if (!visit || !data || data === visit.data) return [];
  return [
    {
      kind: "appointment",
      id: visit.id,
      expect: visit.version,
      data,
      event: {
        ...event,
        type: "appointment.updated",
        reason: data.confirmation,
        ...(enrollmentId && { heardBy: enrollmentId }),
      },
    },
  ];
}
