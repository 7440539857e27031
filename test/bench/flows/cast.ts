import type { Actor, Instant } from "#lib/domain/words.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import type { LocalSystem } from "../../../bin/local/system.ts";

const ehr: Actor = { type: "ehr", id: "bench" };
const app: Actor = { type: "client", id: "bench" };

/** Tuesday at ten in Chicago: a message may leave. The visit is on Friday, so the question is asked on Wednesday. */
export const began: Instant = "2026-06-02T15:00:00.000Z";
export const asked: Instant = "2026-06-03T15:05:00.000Z";
const visitAt: Instant = "2026-06-05T15:00:00.000Z";
/** Patients are early: the journey still waits for them. */
export const arrives: Instant = "2026-06-05T14:45:00.000Z";

export const birthDate = "1980-05-05";

export type Cast = { patientId: string; phone: string; appointmentId: string };

/** Phones of five groups, each patient with one of their own. */
export const castOf = (count: number, group: number): Cast[] =>
  Array.from({ length: count }, (_, n) => ({
    patientId: "",
    appointmentId: "",
    phone: `+1${[312, 773, 708, 847, 630][group]}555${String(1000 + n).padStart(4, "0")}`,
  }));

export async function arrive(system: LocalSystem, one: Cast): Promise<void> {
  const { record } = await savePatient(
    system.ports,
    {
      reference: `flow ${one.phone}`,
      name: { given: "Guadalupe", family: "Castillo" },
      birthDate,
      language: "en",
      timeZone: "America/Chicago",
      contactPoints: [
        { channel: "sms", address: one.phone },
        { channel: "email", address: `p${one.phone.slice(1)}@clinic.test` },
      ],
    },
    { actor: ehr },
  );
  one.patientId = record.id;
}

export async function book(system: LocalSystem, one: Cast, status: "booked" | "arrived"): Promise<void> {
  const { record } = await saveAppointment(
    system.ports,
    {
      patientId: one.patientId,
      reference: `visit ${one.phone}`,
      status,
      start: visitAt,
      timeZone: "America/Chicago",
      visitType: "Follow-up",
      locationName: "Riverside Family Clinic",
      practitionerName: "Dr. Amara Fernandez",
    },
    { actor: ehr },
  );
  one.appointmentId = record.id;
}

export const direct = (system: LocalSystem, { patientId }: Cast): Promise<unknown> =>
  sendDirect(
    system.ports,
    { patientId, reference: "notice", template: "help-reply", channels: ["sms"] },
    { actor: app },
  );

export const say = (system: LocalSystem, { phone }: Cast, text: string): Promise<void> =>
  system.receive({
    messageId: `said-${phone}-${text}`,
    channel: "sms",
    from: phone,
    text,
    at: system.ports.clock.now(),
  });
