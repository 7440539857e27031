import type { EventType } from "#lib/domain/event.ts";
import type { DirectoryEntry } from "#lib/domain/fact.ts";
import { ownedId } from "#lib/domain/ids.ts";
import {
  appointmentEvent,
  appointmentFrom,
  appointmentVerdict,
} from "#lib/domain/ingest/appointment-from.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { AppointmentInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { withVisit } from "#lib/domain/reach/reach.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import { retried } from "../retry.ts";
import {
  eventOf,
  expectOwner,
  expectPatientId,
  expectVersion,
  expectZone,
  type IngestPorts,
  type Saved,
  unknownReference,
} from "./change.ts";

/**
 * Takes what the EHR says of a visit. One transaction writes the appointment and the patient's reach, so that a
 * claim taken at the same moment sees it or fails (invariant 4). A message older than what is known is recorded and
 * not applied (invariant 5). Throws `unknown_reference` (patient, location), `not_found`, `stale_version`,
 * `validation_failed` (time zone), `busy`.
 */
export async function saveAppointment(
  ports: IngestPorts,
  input: AppointmentInput,
  by: By,
): Promise<Saved<"appointment">> {
  expectPatientId(input.patientId);
  expectZone(input.timeZone);
  expectOwner(by, input.patientId);
  const id = by.id ?? ownedId("appointment", input.patientId, input.reference ?? ports.ids.unique());
  return retried(async (consistent) => {
    const read = await surroundings(ports, id, input, consistent);
    expectVersion(by, read.previous);
    const verdict = appointmentVerdict(read.previous?.data, input);
    if (read.previous && (verdict === "unchanged" || by.onlyIfNew))
      return { record: read.previous, outcome: "unchanged" };
    if (read.previous && verdict === "stale") {
      const { previous } = read;
      return write(ports, by, { ...read, data: previous.data, type: "appointment.stale" });
    }
    const data = appointmentFrom(id, input, read.place, read.previous?.data);
    return write(ports, by, { ...read, data, type: appointmentEvent(read.previous?.data, data) });
  });
}

type Read = {
  previous: Stored<"appointment"> | undefined;
  reach: Stored<"reach">;
  place: { timeZone: string; locationName?: string };
};

async function surroundings(
  { records }: IngestPorts,
  id: string,
  input: AppointmentInput,
  consistent: boolean,
): Promise<Read> {
  const [[previous, reach], location] = await Promise.all([
    records.getMany<"appointment" | "reach">(
      [
        { kind: "appointment", id },
        { kind: "reach", id: input.patientId },
      ],
      { consistent },
    ) as Promise<[Stored<"appointment"> | undefined, Stored<"reach"> | undefined]>,
    input.locationId ? records.get("directory", input.locationId) : undefined,
  ]);
  if (!reach) throw unknownReference("/patientId");
  if (input.locationId && !location) throw unknownReference("/locationId");
  return { previous, reach, place: placeOf(reach, location?.data) };
}

const placeOf = (reach: Stored<"reach">, location: DirectoryEntry | undefined): Read["place"] => ({
  timeZone: location?.timeZone ?? reach.data.who.timeZone,
  ...(location && { locationName: location.name.slice(0, 200) }),
});

async function write(
  ports: IngestPorts,
  by: By,
  { previous, reach, data, type }: Read & { data: Appointment; type: EventType },
): Promise<Saved<"appointment">> {
  const expect = previous?.version ?? 0;
  const event = eventOf(ports, by, type, reasonOf(data, type));
  const record: Stored<"appointment"> = {
    kind: "appointment",
    id: data.id,
    version: expect + 1,
    data,
    event,
  };
  const change = { kind: "appointment" as const, id: data.id, expect, data, event };
  if (type === "appointment.stale") {
    await ports.records.save([change]);
    return { record, outcome: "stale" };
  }
  const visit = {
    kind: "reach" as const,
    id: reach.id,
    expect: reach.version,
    data: withVisit(reach.data, data, ports.clock.now()),
    event: eventOf(ports, by, "reach.updated", "visit"),
  };
  await ports.records.save([change, visit]);
  return { record, outcome: previous ? "updated" : "created" };
}

/** A visit that never was is cancelled to the patient; the trail says why. */
const reasonOf = (data: Appointment, type: EventType): string | undefined =>
  type === "appointment.cancelled" && data.status === "entered-in-error" ? "entered-in-error" : undefined;
