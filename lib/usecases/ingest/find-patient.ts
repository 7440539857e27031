import { isSomeoneElse } from "#lib/domain/ingest/patient-from.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Identifier } from "#lib/domain/patient/patient.ts";
import type { Records } from "#lib/ports.ts";
import { targetsOf } from "./names.ts";

export type Found = {
  patient: Stored<"patient"> | undefined;
  /** Names that mean nobody yet. */
  free: Identifier[];
};

/** The patient that the first known of these names means, unless the source's own name says it is someone else. */
export async function findPatient(
  records: Records,
  names: Identifier[],
  how: { consistent?: boolean } = {},
): Promise<Found> {
  const targets = await targetsOf(
    records,
    names.map((name) => ({ noun: "patient", name })),
    how,
  );
  const free = names.filter((_, i) => targets[i] === undefined);
  const first = targets.findIndex((target) => target !== undefined);
  if (first < 0) return { patient: undefined, free };
  const patient = await records.get("patient", targets[first] as string, how);
  const other = first > 0 && patient !== undefined && isSomeoneElse(patient.data, names);
  return { patient: other ? undefined : patient, free };
}
