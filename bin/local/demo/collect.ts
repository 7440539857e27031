import type { Kind, Kinds } from "#lib/domain/kinds.ts";
import type { Reported } from "#lib/domain/report.ts";
import type { ListQuery, Records } from "#lib/ports.ts";

/** Every record that a query lists, page by page. */
export async function allOf<K extends Kind>(
  records: Records,
  query: ListQuery & { kind: K },
): Promise<Kinds[K][]> {
  const found: Kinds[K][] = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(query, { limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items.map((item) => item.data as Kinds[K]));
    cursor = page.cursor;
  } while (cursor);
  return found;
}

/** What the table is counted from: the records as they stand. */
export async function collect(records: Records): Promise<Reported & { patients: number }> {
  const patients = await allOf(records, { kind: "patient", of: "customer" });
  const all: Reported = { enrollments: [], outreaches: [], tasks: [], staffTasks: [] };
  for (const { id: patientId } of patients) {
    all.enrollments.push(...(await allOf(records, { kind: "enrollment", of: "patient", patientId })));
    all.outreaches.push(...(await allOf(records, { kind: "outreach", of: "patient", patientId })));
    all.tasks.push(...(await allOf(records, { kind: "patientTask", of: "patient", patientId })));
    all.staffTasks.push(...(await allOf(records, { kind: "staffTask", of: "patient", patientId })));
  }
  return { ...all, patients: patients.length };
}
