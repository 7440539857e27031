import { Refusal } from "#lib/domain/errors.ts";
import { duplicate, mostRows, type RowFault } from "#lib/domain/segment/list-rows.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { listId } from "../campaigns/save-campaign.ts";
import { readRows } from "./read-rows.ts";
import { keepPatients } from "./snapshot.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type ListReport = {
  list: string;
  rows: number;
  /** Patients of the list: each once. */
  patients: number;
  /** How many rows were left out, by why; the first `mostTold` of them, line by line. */
  left: Record<string, number>;
  faults: RowFault[];
};

const mostTold = 1000;

/**
 * Keeps the patients a CSV names, as a static list that campaigns can be for. Rows that name nobody are left out and
 * said, line by line; the rest stands. Holds no more of the file than a hundred rows. Throws `already_exists` (a list is
 * never changed), `validation_failed` (no usable header, a quote that is never closed), `too_large` (over a million
 * rows), `empty_audience` (no row names a patient).
 */
export async function uploadList(
  ports: Needs,
  { list, chunks }: { list: string; chunks: AsyncIterable<string> },
  by: { actor: Actor; cause?: string },
): Promise<ListReport> {
  const id = listId(list);
  await expectNew(ports, list);
  const report: ListReport = { list, rows: 0, patients: 0, left: {}, faults: [] };
  const kept = await keepPatients(ports, { id, of: { list } }, patientsIn(ports, chunks, report), by);
  return { ...report, patients: kept.data.total };
}

/** Throws `already_exists`. */
export async function expectNew({ records }: Needs, list: string): Promise<void> {
  if (await records.get("snapshot", listId(list), { consistent: true }))
    throw new Refusal("already_exists", "A list is never changed: upload it under another name.");
}

async function* patientsIn(
  { records }: Needs,
  chunks: AsyncIterable<string>,
  report: ListReport,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const row of readRows(records, chunks)) {
    report.rows += 1;
    if (report.rows > mostRows) throw new Refusal("too_large", `A list has at most ${mostRows} rows.`);
    if ("code" in row) leave(report, row);
    else if (seen.has(row.patientId)) leave(report, duplicate(row.line));
    else {
      seen.add(row.patientId);
      yield row.patientId;
    }
  }
  // Before the head is written: a list of nobody is never there.
  if (seen.size === 0) throw nobody();
}

export const nobody = (): Refusal =>
  new Refusal("empty_audience", "No row names a patient; nothing was kept.");

function leave(report: ListReport, fault: RowFault): void {
  report.left[fault.code] = (report.left[fault.code] ?? 0) + 1;
  if (report.faults.length < mostTold) report.faults.push(fault);
}
