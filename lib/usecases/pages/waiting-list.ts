import { Refusal } from "#lib/domain/errors.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import { freedBy, kindOf, matching, mayHave, offersOf, type Waiting } from "#lib/domain/visit/waiting.ts";
import { type Ports, type RecordedChange, type Records, VersionConflict } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { byOf } from "./session.ts";
import { answerVisit } from "./visit.ts";

type Needs = Pick<Ports, "records" | "clock">;

const waitingId = (visit: Pick<Appointment, "id" | "patientId">): string =>
  ownedId("waiting", visit.patientId, visit.id);

export const waitingFor = (records: Records, visit: Pick<Appointment, "id" | "patientId">) =>
  records.get("waiting", waitingId(visit), { consistent: true });

/** The patient joins or leaves the list for an earlier time than the session's visit. Throws `not_found`. */
export function waitForEarlier(ports: Needs, session: Session, joins: boolean): Promise<void> {
  return retried(async () => {
    const visit = session.appointmentId
      ? await ports.records.get("appointment", session.appointmentId, { consistent: true })
      : undefined;
    if (!visit) throw new Refusal("not_found");
    const known = await waitingFor(ports.records, visit.data);
    if ((known?.data.status === "waiting") === joins) return;
    const at = ports.clock.now();
    const data: Waiting = {
      id: waitingId(visit.data),
      patientId: session.patientId,
      appointmentId: visit.id,
      ...kindOf(visit.data),
      since: at,
      status: joins ? "waiting" : "left",
    };
    const event = { type: joins ? "waiting.joined" : "waiting.left", at, ...byOf(session) } as const;
    await ports.records.save([{ kind: "waiting", id: data.id, expect: known?.version ?? 0, data, event }]);
  });
}

/** From the stream: a time that a visit gave up is offered to those who wait for one like it, once. */
export async function offerFreed(ports: Needs, { before, after }: RecordedChange): Promise<void> {
  if (after.kind !== "appointment" || before?.kind !== "appointment") return;
  const visit = (after as Stored<"appointment">).data;
  const freed = freedBy((before as Stored<"appointment">).data, visit, ports.clock.now());
  if (!freed) return;
  const candidates = matching(freed, await everyone(ports.records), visit);
  const visits = await ports.records.getMany(
    candidates.map(({ appointmentId }) => ({ kind: "appointment" as const, id: appointmentId })),
  );
  const offers = offersOf(
    freed,
    candidates.map((waiting, i) => ({ waiting, visit: visits[i]?.data })),
  );
  if (offers.length === 0) return;
  const event = {
    type: "freed-time.offered" as const,
    at: ports.clock.now(),
    actor: { type: "system", id: "waiting-list" } as const,
    cause: after.id,
  };
  try {
    await ports.records.save([
      { kind: "freedTime", id: freed.id, expect: 0, data: { ...freed, offers }, event },
    ]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

async function everyone(records: Records): Promise<Waiting[]> {
  const found: Waiting[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(
      { kind: "waiting", of: "customer" },
      { limit: 100, ...(cursor && { cursor }) },
    );
    found.push(...page.items.map(({ data }) => data as Waiting));
    cursor = page.cursor;
  } while (cursor);
  return found;
}

/** The freed time that the session's link offers, while it can be had. */
export async function freedFor(
  { records, clock }: Needs,
  { opening, patientId }: Session,
): Promise<Stored<"freedTime"> | undefined> {
  const freed =
    opening.page === "time" && opening.ref
      ? await records.get("freedTime", opening.ref, { consistent: true })
      : undefined;
  return freed && mayHave(freed.data, patientId, clock.now()) ? freed : undefined;
}

/** First come: taking it is one transaction under its version. Then the visit is to be rescheduled; the EHR books. */
export async function takeFreed(ports: Needs, session: Session): Promise<"taken" | "gone"> {
  const outcome = await retried(async () => {
    const freed = await freedFor(ports, session);
    if (!freed) return "gone";
    if (freed.data.takenBy) return "taken";
    const offer = freed.data.offers.find(({ patientId }) => patientId === session.patientId);
    const waiting = offer && (await ports.records.get("waiting", offer.waitingId, { consistent: true }));
    const event = { type: "freed-time.taken" as const, at: ports.clock.now(), ...byOf(session) };
    const data = { ...freed.data, takenBy: session.patientId };
    await ports.records.save([
      { kind: "freedTime", id: freed.id, expect: freed.version, data, event },
      ...(waiting
        ? [
            {
              kind: "waiting" as const,
              id: waiting.id,
              expect: waiting.version,
              data: { ...waiting.data, status: "served" as const },
              event: { ...event, type: "waiting.served" as const },
            },
          ]
        : []),
    ]);
    return "taken";
  });
  if (outcome === "taken") await answerVisit(ports, session, "reschedule");
  return outcome as "taken" | "gone";
}
