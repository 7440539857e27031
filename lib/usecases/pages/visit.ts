import { Refusal } from "#lib/domain/errors.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { isComing, type VisitAnswer, withAnswer } from "#lib/domain/visit/answer.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import type { Ports } from "#lib/ports.ts";
import { queueFor } from "../inbound/route-to-staff.ts";
import { retried } from "../retry.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type VisitOf = { appointment: Stored<"appointment"> | undefined; task: PatientTask | undefined };

/** The session's visit as it is now, and what was asked about it: the open question before the one of the message. */
export async function loadVisit({ records }: Needs, session: Session): Promise<VisitOf> {
  const own = session.taskId
    ? await records.get("patientTask", session.taskId, { consistent: true })
    : undefined;
  const appointmentId = session.appointmentId ?? own?.data.appointmentId;
  if (!appointmentId) return { appointment: undefined, task: own?.data };
  const [appointment, tasks] = await Promise.all([
    records.get("appointment", appointmentId, { consistent: true }),
    own?.data.status === "open"
      ? undefined
      : records.list({ kind: "patientTask", of: "patient", patientId: session.patientId }, { limit: 100 }),
  ]);
  const open = tasks?.items.find(
    ({ data }) => data.appointmentId === appointmentId && data.status === "open",
  );
  return { appointment, task: open?.data ?? own?.data };
}

/** The patient's word on the visit. Throws `not_found`, or `wrong_state` where the visit is over or cancelled. */
export async function answerVisit(ports: Needs, session: Session, answer: VisitAnswer): Promise<void> {
  const { appointment, task } = await loadVisit(ports, session);
  if (!appointment) throw new Refusal("not_found");
  if (!isComing(appointment.data, ports.clock.now())) throw new Refusal("wrong_state");
  if (task && task.status !== "cancelled" && task.answers.includes(answer)) {
    await answerTask(ports, task.id, answer, byOf(session));
    return;
  }
  await say(ports, session, appointment.id, answer);
  if (answer !== "confirmed") await askToRebook(ports, session, appointment.data);
}

/** A visit that no journey asks about keeps the word itself. */
const say = (ports: Needs, session: Session, id: string, answer: VisitAnswer): Promise<void> =>
  retried(async () => {
    const visit = await ports.records.get("appointment", id, { consistent: true });
    const data = visit && withAnswer(visit.data, answer);
    if (!visit || !data || data === visit.data) return;
    await ports.records.save([
      {
        kind: "appointment",
        id,
        expect: visit.version,
        data,
        event: {
          type: "appointment.updated",
          at: ports.clock.now(),
          reason: answer,
          ...byOf(session),
        },
      },
    ]);
  });

async function askToRebook(ports: Needs, session: Session, { id, start }: Appointment): Promise<void> {
  const openedAt = ports.clock.now();
  const routed = await queueFor(ports, { patientId: session.patientId, topic: "appointments" });
  await openStaffTask(
    ports,
    {
      id: ownedId("staffTask", session.patientId, "rebook", id, start ?? ""),
      patientId: session.patientId,
      ...routed,
      title: "Rebook",
      priority: "high",
      status: "open",
      outcomes: ["rebooked", "kept", "unreachable"],
      about: id,
      openedAt,
      dueAt: plusMs(openedAt, 86_400_000),
    },
    byOf(session),
  );
}
