import { Refusal } from "#lib/domain/errors.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { Page, PageRequest, Records } from "#lib/ports.ts";

/** The record, or `not_found`. */
export async function find<K extends Kind>(
  records: Records,
  kind: K,
  id: string,
  how?: { consistent?: boolean },
): Promise<Stored<K>> {
  const record = await records.get(kind, id, how);
  if (!record) throw new Refusal("not_found");
  return record;
}

/** What a patient has of a kind; `not_found` for a patient who is not here, which an empty list would hide. */
export async function patientsOwn<K extends Kind>(
  records: Records,
  kind: K,
  patientId: string,
  page: PageRequest,
): Promise<Page<Stored<K>>> {
  const [found] = await Promise.all([
    records.list({ kind, of: "patient", patientId }, page),
    find(records, "patient", patientId),
  ]);
  return found as Page<Stored<K>>;
}
