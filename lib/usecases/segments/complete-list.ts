import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { mostFaults, type Part, type PartFault } from "#lib/domain/operation.ts";
import { type ListPart, listPartId, listRowsId } from "#lib/domain/segment/list-part.ts";
import { mostRows } from "#lib/domain/segment/list-rows.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { listId } from "../campaigns/save-campaign.ts";
import { begun } from "../operations/begin-operation.ts";
import { inParts } from "../operations/work.ts";
import { find } from "../read/find.ts";
import { keepPatients } from "./snapshot.ts";
import { expectNew, nobody } from "./upload-list.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/**
 * Makes the list of its parts, as an operation. Throws, and then starts nothing: `already_exists`, `validation_failed`
 * (a part is not there), `too_large` (over a million rows), `empty_audience`.
 */
export async function completeList(
  ports: Needs,
  { list, parts }: { list: string; parts: number },
  by: By,
): Promise<Stored<"operation">> {
  const { records, clock } = ports;
  const id = listId(list);
  const known = await records.get("operation", id, { consistent: true });
  if (known) return known;
  await expectNew(ports, list);
  const uploaded = await partsOfList(ports, list, parts);
  if (sumOf(uploaded, "rows") > mostRows)
    throw new Refusal("too_large", `A list has at most ${mostRows} rows.`);
  if (sumOf(uploaded, "patients") === 0) throw nobody();
  const change = begun({ id, type: "list", about: list }, clock.now(), by);
  const data = { ...change.data, total: sumOf(uploaded, "rows"), uploaded: parts };
  await records.save([{ ...change, data }]);
  return { kind: "operation", id, version: 1, data, event: change.event };
}

const sumOf = (parts: ListPart[], what: "rows" | "patients"): number =>
  parts.reduce((sum, part) => sum + part[what], 0);

async function partsOfList({ records }: Needs, list: string, parts: number): Promise<ListPart[]> {
  const wanted = Array.from({ length: parts }, (_, n) => ({
    kind: "listPart" as const,
    id: listPartId(list, n + 1),
  }));
  const found = (await records.getMany(wanted, { consistent: true })).map((part) => part?.data);
  const missing = found.flatMap((part, n) => (part ? [] : [n + 1]));
  if (missing.length > 0)
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/parts", detail: `Not uploaded yet: part ${missing.slice(0, 20).join(", ")}.` },
    ]);
  return found as ListPart[];
}

/** All in one batch: whoever has seen the patients of every part knows who comes twice. A crash begins it anew. */
export const listWork = inParts({
  parts: async () => ({ parts: 1 }),
  async batch(ports, { id, about, uploaded = 0 }, part) {
    const seen: Seen = { ids: new Set(), counts: { duplicate: 0 }, faults: [] };
    const parts = await partsOfList(ports, about, uploaded);
    const actor = { type: "system", id: "list" } as const;
    const patients = patientsOfParts(ports, about, parts, seen);
    await keepPatients(ports, { id, of: { list: about } }, patients, { actor, cause: id });
    // A crash came after the list and before this part: then nobody was asked for, and they are counted now.
    while (!(await patients.next()).done);
    return { part: doneWith(part, seen) };
  },
});

type Seen = { ids: Set<string>; counts: { duplicate: number }; faults: PartFault[] };

const doneWith = ({ id }: Part, { ids, counts, faults }: Seen): Part => ({
  ...{ id, done: true, counts: { patients: ids.size, ...counts } },
  ...(faults.length > 0 && { faults }),
});

async function* patientsOfParts(
  { records }: Needs,
  list: string,
  parts: ListPart[],
  seen: Seen,
): AsyncGenerator<string> {
  for (const { part, records: count } of parts)
    for (let n = 0; n < count; n++) {
      const { rows } = (await find(records, "listRows", listRowsId(list, part, n))).data;
      for (const [line, patientId] of rows) {
        if (!seen.ids.has(patientId)) {
          seen.ids.add(patientId);
          yield patientId;
          continue;
        }
        seen.counts.duplicate += 1;
        if (seen.faults.length < mostFaults) seen.faults.push({ id: `${part}:${line}`, code: "duplicate" });
      }
    }
}

export type PartFaults = { items: { part: number; line: number; code: string }[]; cursor?: string };

/** The rows of a part that were left out, by line. Throws `not_found`. */
export async function faultsOfPart(
  { records }: Needs,
  { list, part }: { list: string; part: number },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PartFaults> {
  const { data } = await find(records, "listPart", listPartId(list, part));
  const after = Number(cursor ?? 0);
  if (!Number.isInteger(after)) throw new Refusal("invalid_cursor");
  const found: PartFaults["items"] = [];
  for (let n = 0; n < data.records && found.length <= limit; n++) {
    const { faults } = (await find(records, "listRows", listRowsId(list, part, n))).data;
    found.push(...faults.filter(([line]) => line > after).map(([line, code]) => ({ part, line, code })));
  }
  const items = found.slice(0, limit);
  return { items, ...(found.length > limit && { cursor: String(items.at(-1)?.line) }) };
}
