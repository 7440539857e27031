import { Refusal } from "#lib/domain/errors.ts";
import type { Kind, Kinds, Stored } from "#lib/domain/kinds.ts";
import type { ListQuery, Page, PageRequest, Records } from "#lib/ports.ts";

/** The record, or `not_found`. */
export async function find<K extends Kind>(records: Records, kind: K, id: string): Promise<Stored<K>> {
  const record = await records.get(kind, id);
  if (!record) throw new Refusal("not_found");
  return record;
}

/** A record as the API tells it: its data and which revision this is. */
export const told = <K extends Kind>({ data, version }: Stored<K>): Kinds[K] & { revision: number } => ({
  ...data,
  revision: version,
});

export type PageAsked = { limit: number; cursor?: string | undefined };

/** A page of what a query finds. A cursor of another query is refused as `invalid_cursor` by the store. */
export async function pageOf<Q extends ListQuery>(
  records: Records,
  query: Q,
  { limit, cursor }: PageAsked,
): Promise<Page<Kinds[Q["kind"]] & { revision: number }>> {
  const asked: PageRequest = { limit, ...(cursor !== undefined && { cursor }) };
  const { items, ...more } = await records.list(query, asked);
  return { items: items.map((item) => told<Q["kind"]>(item)), ...more };
}

/** What a patient has of a kind; `not_found` for a patient who is not here, which an empty list would hide. */
export async function patientsOwn<K extends Kind>(
  records: Records,
  kind: K,
  patientId: string,
  page: PageAsked,
): Promise<Page<Kinds[K] & { revision: number }>> {
  const [found] = await Promise.all([
    pageOf(records, { kind, of: "patient", patientId }, page),
    find(records, "patient", patientId),
  ]);
  return found as Page<Kinds[K] & { revision: number }>;
}
