import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { ContactPoint, Identifier } from "#lib/domain/patient/patient.ts";
import type { Records } from "#lib/ports.ts";
import { findPatient } from "../ingest/find-patient.ts";
import { find } from "../read/find.ts";

/** The patient an identifier means; a caller's own reference has the system `reference`. Throws `not_found`. */
export async function lookUpPatient(records: Records, identifier: Identifier): Promise<Stored<"patient">> {
  const { patient } = await findPatient(records, [identifier]);
  if (!patient) throw new Refusal("not_found");
  return patient;
}

/** One contact point of a patient. Throws `not_found`. */
export async function contactPointOf(records: Records, patientId: string, id: string): Promise<ContactPoint> {
  const { data } = await find(records, "patient", patientId);
  const point = data.contactPoints.find((p) => p.id === id);
  if (!point) throw new Refusal("not_found");
  return point;
}
