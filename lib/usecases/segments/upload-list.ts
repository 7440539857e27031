import { Refusal } from "#lib/domain/errors.ts";
import { CsvFault, CsvReader, type CsvRow } from "#lib/domain/segment/csv.ts";
import {
  type Header,
  headerOf,
  listColumns,
  mostRows,
  type Named,
  namedBy,
  type RowFault,
} from "#lib/domain/segment/list-rows.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { targetsOf } from "../ingest/names.ts";
import { keepPatients } from "./snapshot.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type ListReport = {
  list: string;
  rows: number;
  /** Patients of the list: each once. */
  patients: number;
  /** How many rows were left out, by why; the first `mostFaults` of them, line by line. */
  left: Record<string, number>;
  faults: RowFault[];
};

const mostFaults = 1000;
const atOnce = 100;

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
  const id = `list-${list}`;
  if (await ports.records.get("snapshot", id, { consistent: true }))
    throw new Refusal("already_exists", "A list is never changed: upload it under another name.");
  const report: ListReport = { list, rows: 0, patients: 0, left: {}, faults: [] };
  const kept = await keepPatients(ports, { id, of: { list } }, patientsIn(ports, chunks, report), by);
  return { ...report, patients: kept.data.total };
}

async function* patientsIn(
  { records }: Needs,
  chunks: AsyncIterable<string>,
  report: ListReport,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const some of batches(namesIn(chunks, report)))
    for (const [n, target] of (await patientsBehind(records, some)).entries()) {
      const { line, by } = some[n] as Named;
      if (target === undefined)
        leave(report, { line, code: "unknown", detail: `No patient has this ${by}.` });
      else if (seen.has(target))
        leave(report, { line, code: "duplicate", detail: "This patient stands in an earlier line too." });
      else {
        seen.add(target);
        yield target;
      }
    }
  // Before the head is written: a list of nobody is never there.
  if (seen.size === 0) throw new Refusal("empty_audience", "No row names a patient; nothing was kept.");
}

function leave(report: ListReport, fault: RowFault): void {
  report.left[fault.code] = (report.left[fault.code] ?? 0) + 1;
  if (report.faults.length < mostFaults) report.faults.push(fault);
}

async function* namesIn(chunks: AsyncIterable<string>, report: ListReport): AsyncGenerator<Named> {
  let header: Header | undefined;
  for await (const row of rowsIn(chunks)) {
    if (!header) {
      header = headerOf(row);
      if (!header)
        throw invalid(`Begin with a line of column names, one of them ${listColumns.join(" or ")}.`);
      continue;
    }
    report.rows += 1;
    if (report.rows > mostRows) throw new Refusal("too_large", `A list has at most ${mostRows} rows.`);
    const named = namedBy(header, row);
    if ("code" in named) leave(report, named);
    else yield named;
  }
}

async function* rowsIn(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const reader = new CsvReader();
  try {
    for await (const chunk of chunks) yield* reader.read(chunk);
    yield* reader.end();
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw invalid(`Line ${error.line}: ${error.message}`);
  }
}

const invalid = (detail: string): Refusal =>
  new Refusal("validation_failed", undefined, [{ pointer: "", detail }]);

async function* batches(names: AsyncIterable<Named>): AsyncGenerator<Named[]> {
  let some: Named[] = [];
  for await (const name of names)
    if (some.push(name) === atOnce) {
      yield some;
      some = [];
    }
  if (some.length > 0) yield some;
}

async function patientsBehind(records: Ports["records"], some: Named[]): Promise<(string | undefined)[]> {
  if (some[0]?.by === "reference")
    return targetsOf(
      records,
      some.map(({ value }) => ({ noun: "patient", name: { system: "reference", value } })),
    );
  const ids = some.map(({ value }) => (/^pat_[0-9a-z]{26}$/.test(value) ? value : `pat_${"0".repeat(26)}`));
  const found = await records.getMany(ids.map((id) => ({ kind: "patient" as const, id })));
  return found.map((patient) => patient?.id);
}
