import { enrollmentOf, ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Barrier, BarrierCode } from "#lib/domain/patient/barrier.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { tellEnrollment } from "../enrollments/tell.ts";
import { queueFor } from "../inbound/route-to-staff.ts";
import { openStaffTask } from "../tasks/staff-tasks.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** What makes it hard. The same barrier again on the same link is the same report. */
export async function reportBarrier(
  ports: Needs,
  session: Session,
  { code, text }: { code: BarrierCode; text?: string },
): Promise<void> {
  const at = ports.clock.now();
  const enrollmentId = session.outreachId && enrollmentOf(session.outreachId);
  const id = ownedId("barrier", session.patientId, session.linkId, code);
  const data: Barrier = {
    id,
    patientId: session.patientId,
    code,
    ...(text && { text }),
    at,
    ...(session.appointmentId && { appointmentId: session.appointmentId }),
    ...(enrollmentId && { enrollmentId }),
    ...(session.outreachId && { outreachId: session.outreachId }),
  };
  const event = { type: "barrier.reported" as const, at, reason: code, ...byOf(session) };
  try {
    await ports.records.save([{ kind: "barrier", id, expect: 0, data, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

/** From the stream: someone of the care team looks for a way round, and the journey knows. */
export async function helpWithBarrier(ports: Needs, { id, data }: Stored<"barrier">): Promise<void> {
  const { patientId, outreachId } = data;
  const routed = await queueFor(ports, { patientId, outreachId, topic: "barriers" });
  await openStaffTask(
    ports,
    {
      id: ownedId("staffTask", data.patientId, "barrier", id),
      patientId: data.patientId,
      ...routed,
      title: `Barrier: ${data.code}`,
      priority: "high",
      status: "open",
      outcomes: ["solved", "not-solved", "unreachable"],
      about: id,
      openedAt: data.at,
      dueAt: plusMs(data.at, 86_400_000),
    },
    { actor: { type: "system", id: "pages" }, cause: id },
  );
  if (data.enrollmentId)
    await tellEnrollment(ports, data.enrollmentId, {
      type: "barrier.reported",
      ref: id,
      value: data.code,
      key: id,
    });
}
