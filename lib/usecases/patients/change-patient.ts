import { Refusal } from "#lib/domain/errors.ts";
import type { ContactPointInput, PatientInput, PreferenceInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import type { Actor } from "#lib/domain/words.ts";
import { VersionConflict } from "#lib/ports.ts";
import type { IngestPorts } from "../ingest/change.ts";
import { retried } from "../retry.ts";

type By = { actor: Actor; cause?: string };

/** All that a source could have told to make this patient: a change of a part is told as a change of the whole. */
function inputOf(patient: Patient): PatientInput {
  const { id: _, contactPoints, sourceDigest: __, sourceUpdatedAt: ___, ...rest } = patient;
  return {
    ...rest,
    contactPoints: contactPoints.map(({ id: _, health: __, learned: ___, ...point }) => point),
  };
}

type Part = (patient: Patient) => Partial<PatientInput>;

/** Changes a part of a patient. Without `by.expect`, a writer in between only means to look again. */
const change = (
  ports: IngestPorts,
  patientId: string,
  by: By & { expect?: number },
  part: Part,
): Promise<Stored<"patient">> =>
  retried(async () => {
    // Ingest brings 140 KB of phone metadata, for which patients' pages shall not wait until something changes.
    const { savePatient } = await import("../ingest/save-patient.ts");
    const patient = await ports.records.get("patient", patientId, { consistent: true });
    if (!patient) throw new Refusal("not_found");
    const input = { ...inputOf(patient.data), ...part(patient.data) };
    try {
      const saved = await savePatient(ports, input, { expect: patient.version, ...by, id: patientId });
      return saved.record;
    } catch (error) {
      const overtaken = error instanceof Refusal && error.code === "stale_version";
      throw overtaken && by.expect === undefined ? new VersionConflict() : error;
    }
  });

/** Adds a contact point, or renews what is known of one. */
export const addContactPoint = (
  ports: IngestPorts,
  patientId: string,
  point: ContactPointInput,
  by: By,
): Promise<Stored<"patient">> =>
  change(ports, patientId, by, (patient) => ({
    contactPoints: [point, ...(inputOf(patient).contactPoints ?? [])],
  }));

/** Throws `not_found` where the patient has no such contact point. */
export const removeContactPoint = (
  ports: IngestPorts,
  patientId: string,
  contactPointId: string,
  by: By,
): Promise<Stored<"patient">> =>
  change(ports, patientId, by, (patient) => {
    const left = patient.contactPoints.filter(({ id }) => id !== contactPointId);
    if (left.length === patient.contactPoints.length) throw new Refusal("not_found");
    return { contactPoints: inputOf({ ...patient, contactPoints: left }).contactPoints };
  });

/** Throws `stale_version` where `by.expect` is not the patient's version. */
export const setPreference = (
  ports: IngestPorts,
  patientId: string,
  preference: PreferenceInput,
  by: By & { expect?: number },
): Promise<Stored<"patient">> => change(ports, patientId, by, () => ({ preference }));
