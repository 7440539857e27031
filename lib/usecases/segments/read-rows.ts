import { Refusal } from "#lib/domain/errors.ts";
import { CsvFault, CsvReader, type CsvRow } from "#lib/domain/segment/csv.ts";
import {
  type Header,
  headerOf,
  listColumns,
  type Named,
  namedBy,
  type RowFault,
} from "#lib/domain/segment/list-rows.ts";
import type { Records } from "#lib/ports.ts";
import { targetsOf } from "../ingest/names.ts";

/** Whom a row of a list names, or what is wrong with it. */
export type Row = { line: number; patientId: string } | RowFault;

const atOnce = 100;

/**
 * The rows of a CSV in their order, a hundred looked up at a time; holds no more of the file than that. Throws
 * `validation_failed`: no usable header, a quote that is never closed.
 */
export async function* readRows(records: Records, chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  let some: (Named | RowFault)[] = [];
  for await (const named of namesIn(chunks))
    if (some.push(named) === atOnce) {
      yield* await resolved(records, some);
      some = [];
    }
  yield* await resolved(records, some);
}

async function* namesIn(chunks: AsyncIterable<string>): AsyncGenerator<Named | RowFault> {
  let header: Header | undefined;
  for await (const row of rowsIn(chunks)) {
    if (header) yield namedBy(header, row);
    else header = headerOf(row);
    if (!header) throw invalid(`Begin with a line of column names, one of them ${listColumns.join(" or ")}.`);
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

async function resolved(records: Records, some: (Named | RowFault)[]): Promise<Row[]> {
  const named = some.filter((row) => "by" in row);
  const targets = new Map((await patientsBehind(records, named)).map((id, n) => [named[n], id]));
  return some.map((row) => {
    if (!("by" in row)) return row;
    const { line, by } = row;
    const patientId = targets.get(row);
    return patientId ? { line, patientId } : { line, code: "unknown", detail: `No patient has this ${by}.` };
  });
}

async function patientsBehind(records: Records, some: Named[]): Promise<(string | undefined)[]> {
  if (some[0]?.by === "reference")
    return targetsOf(
      records,
      some.map(({ value }) => ({ noun: "patient", name: { system: "reference", value } })),
    );
  const ids = some.map(({ value }) => (/^pat_[0-9a-z]{26}$/.test(value) ? value : `pat_${"0".repeat(26)}`));
  const found = await records.getMany(ids.map((id) => ({ kind: "patient" as const, id })));
  return found.map((patient) => patient?.id);
}
