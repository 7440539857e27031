import { Refusal } from "#lib/domain/errors.ts";
import type { Change } from "#lib/domain/kinds.ts";
import {
  type ListPart,
  type ListRows,
  listPartId,
  listRowsId,
  mostParts,
  removedAt,
  rowsPerRecord,
} from "#lib/domain/segment/list-part.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { listId } from "../campaigns/save-campaign.ts";
import { retried } from "../retry.ts";
import { type Row, readRows } from "./read-rows.ts";
import { expectNew } from "./upload-list.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/**
 * Reads one part of a list and keeps whom its rows name, and of the others line and code: nothing else of the file, which
 * may hold names and numbers. The same part again replaces it; the parts make a list once `completeList` says so.
 * Throws `already_exists`, `wrong_state` (the list is being made), and what `readRows` throws.
 */
export async function uploadPart(
  ports: Needs,
  { list, part, text }: { list: string; part: number; text: string },
  by: By,
): Promise<ListPart> {
  if (part > mostParts) throw new Refusal("too_large", `A list has at most ${mostParts} parts.`);
  await expectNew(ports, list);
  await expectOpen(ports, list);
  const rows: Row[] = [];
  for await (const row of readRows(ports.records, one(text))) rows.push(row);
  const at = ports.clock.now();
  const removeAt = removedAt(at);
  const left: Record<string, number> = {};
  let records = 0;
  for (let from = 0; from < rows.length; from += rowsPerRecord, records++) {
    const some = rows.slice(from, from + rowsPerRecord);
    for (const row of some) if ("code" in row) left[row.code] = (left[row.code] ?? 0) + 1;
    const id = listRowsId(list, part, records);
    const data: ListRows = { id, removeAt, ...sorted(some) };
    await put(ports, { kind: "listRows", id, data }, by);
  }
  // Written last: rows without it are not read.
  const id = listPartId(list, part);
  const patients = new Set(rows.flatMap((row) => ("code" in row ? [] : [row.patientId]))).size;
  const data: ListPart = { id, part, at, rows: rows.length, patients, left, records, removeAt };
  await put(ports, { kind: "listPart", id, data }, by);
  return data;
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

const sorted = (some: Row[]): Pick<ListRows, "rows" | "faults"> => ({
  rows: some.flatMap((row) => ("code" in row ? [] : [[row.line, row.patientId] as [number, string]])),
  faults: some.flatMap((row) => ("code" in row ? [[row.line, row.code] as [number, string]] : [])),
});

/** Once it is being made its parts stay as they are. */
async function expectOpen({ records }: Needs, list: string): Promise<void> {
  if (await records.get("operation", listId(list), { consistent: true }))
    throw new Refusal("wrong_state", "This list is being made of the parts it had: use another name.");
}

type Put =
  | { kind: "listRows"; id: string; data: ListRows }
  | { kind: "listPart"; id: string; data: ListPart };

const put = ({ records, clock }: Needs, record: Put, by: By): Promise<void> =>
  retried(async () => {
    const there = await records.get(record.kind, record.id, { consistent: true });
    const event = { type: "list.part-uploaded" as const, at: clock.now(), ...by };
    await records.save([{ ...record, expect: there?.version ?? 0, event } as Change]);
  });
