import * as z from "zod";
import { digest } from "../ids.ts";
import { Instant } from "../words.ts";

export const appointmentStatuses = [
  "proposed",
  "booked",
  "cancelled",
  "arrived",
  "noshow",
  "fulfilled",
  "entered-in-error",
] as const;

/** A visit as the EHR tells it; each change is a new version of the record. */
export const Appointment = z.object({
  id: z.string(),
  patientId: z.string(),
  reference: z.string().max(128).optional(),
  status: z.enum(appointmentStatuses),
  /** Absent while only requested: a missing anchor date never means "now". */
  start: Instant.optional(),
  end: Instant.optional(),
  timeZone: z.string(),
  visitType: z.string().max(200).optional(),
  specialty: z.string().max(200).optional(),
  locationId: z.string().max(128).optional(),
  locationName: z.string().max(200).optional(),
  practitionerName: z.string().max(200).optional(),
  /** What the patient said: patient-side confirmation beside the EHR's status. */
  confirmation: z.enum(["none", "confirmed", "declined", "reschedule"]),
  sourceUpdatedAt: Instant.optional(),
  sourceDigest: z.string().optional(),
});
export type Appointment = z.infer<typeof Appointment>;

/**
 * What a message may name of a visit. The patient's reach item holds this digest for every coming visit, and a
 * claim is conditional on it: a message never names a time, place or status that is no longer true (invariant 4).
 */
export const fingerprint = (a: Appointment): string =>
  digest(
    10,
    a.status,
    a.start ?? "",
    a.timeZone,
    a.locationName ?? "",
    a.practitionerName ?? "",
    a.visitType ?? "",
  );
