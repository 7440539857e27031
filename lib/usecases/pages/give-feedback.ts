import { type Feedback, isUnhappy } from "#lib/domain/feedback.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/session.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** One feedback per link: the first counts. */
export async function giveFeedback(
  ports: Needs,
  session: Session,
  { score, text }: { score: number; text?: string },
): Promise<void> {
  const at = ports.clock.now();
  const id = ownedId("feedback", session.patientId, session.linkId);
  const data: Feedback = {
    id,
    patientId: session.patientId,
    score,
    ...(text && { text }),
    at,
    ...(session.appointmentId && { appointmentId: session.appointmentId }),
    outreachId: session.outreachId,
  };
  const event = { type: "feedback.given" as const, at, ...byOf(session) };
  try {
    await ports.records.save([{ kind: "feedback", id, expect: 0, data, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

/** From the stream: someone calls a patient who was unhappy. */
export async function followFeedback(ports: Needs, { id, data }: Stored<"feedback">): Promise<void> {
  if (!isUnhappy(data)) return;
  const { replyQueue } = await loadPolicy(ports);
  await openStaffTask(
    ports,
    {
      id: ownedId("staffTask", data.patientId, "feedback", id),
      patientId: data.patientId,
      queue: replyQueue,
      title: "Unhappy after a visit: call",
      priority: "high",
      status: "open",
      outcomes: ["reached", "unreachable"],
      about: id,
      openedAt: data.at,
      dueAt: new Date(Date.parse(data.at) + 86_400_000).toISOString(),
    },
    { actor: { type: "system", id: "pages" }, cause: id },
  );
}
