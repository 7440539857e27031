import { Refusal } from "#lib/domain/errors.ts";
import { ownedId, patientOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import { comingTimes, type Offer } from "#lib/domain/visit/offer.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports, Records } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { byOf } from "./session.ts";
import { answerVisit } from "./visit.ts";

type Needs = Pick<Ports, "records" | "clock">;

const offerId = (appointmentId: string): string => ownedId("offer", patientOf(appointmentId), appointmentId);

/** What the clinic could offer instead of this visit; undefined where it offered nothing. */
export const offerFor = (records: Records, appointmentId: string): Promise<Stored<"offer"> | undefined> =>
  records.get("offer", offerId(appointmentId), { consistent: true });

/** Replaces what is offered for a visit; what the patient chose before is open again. Throws `not_found`. */
export function offerTimes(
  ports: Needs,
  appointmentId: string,
  times: Instant[],
  by: { actor: Actor; cause?: string },
): Promise<Stored<"offer">> {
  return retried(async () => {
    const [visit, known] = await Promise.all([
      ports.records.get("appointment", appointmentId),
      offerFor(ports.records, appointmentId),
    ]);
    if (!visit) throw new Refusal("not_found");
    const id = offerId(appointmentId);
    const data: Offer = { id, patientId: visit.data.patientId, appointmentId, times };
    const event = { type: "offer.made" as const, at: ports.clock.now(), ...by };
    const expect = known?.version ?? 0;
    await ports.records.save([{ kind: "offer", id, expect, data, event }]);
    return { kind: "offer", id, version: expect + 1, data, event };
  });
}

/**
 * The patient takes one of the offered times: kept, and told to whoever books, because the calendar is the EHR's. The
 * visit counts as to be rescheduled from now on. `gone`: it is no longer offered, or past.
 */
export async function chooseTime(ports: Needs, session: Session, time: Instant): Promise<"chosen" | "gone"> {
  const { appointmentId } = session;
  if (!appointmentId) return "gone";
  const taken = await retried(async () => {
    const offer = await offerFor(ports.records, appointmentId);
    const at = ports.clock.now();
    if (!offer || !comingTimes(offer.data, at).includes(time)) return false;
    if (offer.data.chosen === time) return true;
    const data: Offer = { ...offer.data, chosen: time, chosenAt: at };
    const event = { type: "offer.chosen" as const, at, ...byOf(session) };
    await ports.records.save([{ kind: "offer", id: offer.id, expect: offer.version, data, event }]);
    return true;
  });
  if (!taken) return "gone";
  await answerVisit(ports, session, "reschedule");
  return "chosen";
}
