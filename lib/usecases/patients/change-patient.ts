import { Refusal } from "#lib/domain/errors.ts";
import type { ContactPointInput, PatientInput, PreferenceInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Patient } from "#lib/domain/patient.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { IngestPorts } from "../ingest/change.ts";
import { savePatient } from "../ingest/save-patient.ts";

type By = { actor: Actor; cause?: string };

/** All that a source could have told to make this patient: a change of a part is told as a change of the whole. */
function inputOf(patient: Patient): PatientInput {
  const { id: _, contactPoints, sourceDigest: __, sourceUpdatedAt: ___, ...rest } = patient;
  return { ...rest, contactPoints: contactPoints.map(({ id: _, health: __, ...point }) => point) };
}

/** Changes a part of a patient as of the version read; a writer in between makes the caller try again: `busy`. */
async function change(
  ports: IngestPorts,
  patientId: string,
  by: By & { expect?: number },
  part: (patient: Patient) => Partial<PatientInput>,
): Promise<Stored<"patient">> {
  const patient = await ports.records.get("patient", patientId, { consistent: true });
  if (!patient) throw new Refusal("not_found");
  const input = { ...inputOf(patient.data), ...part(patient.data) };
  const saved = await savePatient(ports, input, { expect: patient.version, ...by, id: patientId });
  return saved.record;
}

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
