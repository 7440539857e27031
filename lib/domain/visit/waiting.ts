import { digest } from "../ids.ts";
import { plusMs } from "../time/instant.ts";
import type { Instant } from "../words.ts";
import type { Appointment } from "./appointment.ts";

/** A patient who would come earlier than their visit, if a time of the same kind at the same place becomes free. */
export type Waiting = {
  id: string;
  patientId: string;
  appointmentId: string;
  place?: string;
  visitType?: string;
  since: Instant;
  status: "waiting" | "served" | "left";
};

/** A time that another patient gave up, and to whom it was offered. The first who takes it has it; the EHR books. */
export type FreedTime = {
  id: string;
  start: Instant;
  timeZone: string;
  place?: string;
  visitType?: string;
  freedAt: Instant;
  /** Nobody can come sooner after this. */
  until: Instant;
  /** `at`: when their wave is told of it. */
  offers: { waitingId: string; patientId: string; appointmentId: string; at: Instant }[];
  takenBy?: string;
};

export const freedId = (appointmentId: string, start: Instant): string =>
  digest(26, "freed", appointmentId, start);

/** What makes two times alike. A source that has no directory of places names them at least. */
export const kindOf = ({
  locationId,
  locationName,
  visitType,
}: Appointment): Pick<Waiting, "place" | "visitType"> => {
  const place = locationId ?? locationName;
  return { ...(place && { place }), ...(visitType && { visitType }) };
};

/** People need this long to read a text and to come. */
const leadMs = 4 * 3_600_000;
/** So many are asked at once: enough that one says yes, few enough that most are not let down. */
const waveSize = 5;
/** Nobody of a wave took it in this time: the next one is told too. Who comes first has it still. */
const waveMs = 3_600_000;
/** More than these were asked in vain: the time is not worth their texts. */
const mostWaves = 4;

/** The time that a change of a visit freed, if it did and someone could still come. */
export function freedBy(
  before: Appointment | undefined,
  after: Appointment,
  now: Instant,
): Omit<FreedTime, "offers"> | undefined {
  const { start } = before ?? {};
  const gone = after.status === "cancelled" || after.status === "entered-in-error" || after.start !== start;
  if (before?.status !== "booked" || start === undefined || !gone) return undefined;
  const until = plusMs(start, -leadMs);
  if (until <= now) return undefined;
  return {
    id: freedId(after.id, start),
    start,
    timeZone: before.timeZone,
    ...kindOf(before),
    freedAt: now,
    until,
  };
}

/** Who may have it: the same place and kind of visit, another patient than gave it up, longest waiting first. */
export const matching = (
  freed: Omit<FreedTime, "offers">,
  waiting: Waiting[],
  gaveUp: { patientId: string },
): Waiting[] =>
  waiting
    .filter(
      (w) =>
        w.status === "waiting" &&
        w.patientId !== gaveUp.patientId &&
        w.place === freed.place &&
        w.visitType === freed.visitType,
    )
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1));

/** Whether the patient may have it: offered to them, not too late, and taken by nobody else. */
export const mayHave = (freed: FreedTime, patientId: string, now: Instant): boolean =>
  freed.until > now &&
  freed.offers.some((offer) => offer.patientId === patientId) &&
  (freed.takenBy === undefined || freed.takenBy === patientId);

/** Of those whose own visit is later, the first few at once, and the next few wave by wave while there is time. */
export const offersOf = (
  freed: Omit<FreedTime, "offers">,
  candidates: { waiting: Waiting; visit: Appointment | undefined }[],
): FreedTime["offers"] =>
  candidates
    .filter(({ visit }) => visit?.status === "booked" && (visit.start ?? "") > freed.start)
    .slice(0, waveSize * mostWaves)
    .map(({ waiting: { id, patientId, appointmentId } }, i) => {
      const at = plusMs(freed.freedAt, Math.floor(i / waveSize) * waveMs);
      return { waitingId: id, patientId, appointmentId, at };
    })
    .filter(({ at }) => at < freed.until);
