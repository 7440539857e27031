import { type Feedback, isUnhappy } from "#lib/domain/feedback.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { queueFor } from "../inbound/route-to-staff.ts";
import { answerTask } from "../tasks/answer-task.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** One feedback per link: the first counts. Where a journey asked, it is the answer too. */
export async function giveFeedback(
  ports: Needs,
  session: Session,
  { score, text }: { score: number; text?: string },
): Promise<void> {
  const at = ports.clock.now();
  const id = ownedId("feedback", session.patientId, session.linkId);
  const task = await askedFor(ports, session);
  const data: Feedback = {
    id,
    patientId: session.patientId,
    score,
    ...(text && { text }),
    at,
    ...(session.appointmentId && { appointmentId: session.appointmentId }),
    ...(session.outreachId && { outreachId: session.outreachId }),
    ...(task && { taskId: task.id }),
  };
  const event = { type: "feedback.given" as const, at, ...byOf(session) };
  try {
    await ports.records.save([{ kind: "feedback", id, expect: 0, data, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return;
  }
  if (task) await answerTask(ports, task.id, isUnhappy({ score }) ? "declined" : "confirmed", byOf(session));
}

/** The journey's question, where it is about this and still open: yes, it went well, or no. */
async function askedFor({ records }: Needs, { taskId }: Session): Promise<PatientTask | undefined> {
  const task = taskId ? (await records.get("patientTask", taskId, { consistent: true }))?.data : undefined;
  const isOurs = task?.kind === "feedback" && task.status === "open";
  return isOurs && ["confirmed", "declined"].every((word) => task.answers.includes(word)) ? task : undefined;
}

/** From the stream: someone calls a patient who was unhappy, unless a journey asked and sees to it. */
export async function followFeedback(ports: Needs, { id, data }: Stored<"feedback">): Promise<void> {
  if (!isUnhappy(data) || data.taskId) return;
  const routed = await queueFor(ports, { patientId: data.patientId, topic: "feedback" });
  await openStaffTask(
    ports,
    {
      id: ownedId("staffTask", data.patientId, "feedback", id),
      patientId: data.patientId,
      ...routed,
      title: "Unhappy after a visit: call",
      priority: "high",
      status: "open",
      outcomes: ["reached", "unreachable"],
      about: id,
      openedAt: data.at,
      dueAt: plusMs(data.at, 86_400_000),
    },
    { actor: { type: "system", id: "pages" }, cause: id },
  );
}
