import { patientOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { audienceSize, partId, type Snapshot } from "#lib/domain/operation.ts";
import type { Actor } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import { find } from "../read/find.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** Keeps who is in the segment now, under this id; once: the same id again answers with what was kept first. */
export async function snapshotSegment(
  ports: Needs,
  { id, segment }: { id: string; segment: string },
  by: { actor: Actor; cause?: string },
): Promise<Stored<"snapshot">> {
  const { data } = await find(ports.records, "segment", segment);
  const members = (async function* () {
    for await (const m of pages(ports.records, { kind: "membership", of: "segment", segment }))
      yield patientOf(m.id);
  })();
  return keepPatients(ports, { id, of: { segment }, ...(data.asOf && { asOf: data.asOf }) }, members, by);
}

/**
 * Writes patients in parts, then the head that says how many: a snapshot without a head was never finished, and is
 * written over part by part.
 */
export async function keepPatients(
  ports: Needs,
  about: Pick<Snapshot, "id" | "of" | "asOf">,
  patientIds: AsyncIterable<string>,
  by: { actor: Actor; cause?: string },
): Promise<Stored<"snapshot">> {
  const { records, clock } = ports;
  const { id } = about;
  const kept = await records.get("snapshot", id, { consistent: true });
  if (kept) return kept;
  const event = { type: "snapshot.made" as const, at: clock.now(), ...by };
  let parts = 0;
  let total = 0;
  let some: string[] = [];
  const write = async () => {
    await putAudience(records, partId(id, parts), some, event);
    parts += 1;
    some = [];
  };
  for await (const patientId of patientIds) {
    total += some.push(patientId) > 0 ? 1 : 0;
    if (some.length === audienceSize) await write();
  }
  if (some.length > 0) await write();
  const data = { ...about, at: clock.now(), total, parts };
  try {
    await records.save([{ kind: "snapshot", id, expect: 0, data, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
  return find(records, "snapshot", id);
}

async function putAudience(
  records: Ports["records"],
  id: string,
  patientIds: string[],
  event: Stored["event"],
): Promise<void> {
  const there = await records.get("audience", id, { consistent: true });
  await records.save([
    { kind: "audience", id, expect: there?.version ?? 0, data: { id, patientIds }, event },
  ]);
}

/** Everybody of a snapshot, part by part. */
export async function* patientsOf(
  records: Ports["records"],
  { id, parts }: Pick<Snapshot, "id" | "parts">,
): AsyncGenerator<string> {
  for (let n = 0; n < parts; n++) yield* (await find(records, "audience", partId(id, n))).data.patientIds;
}

export type Difference = { entered: string[]; left: string[]; stayed: number };

/** Who came and who went between two snapshots. Throws `not_found`. */
export async function differenceOf(
  { records }: Pick<Ports, "records">,
  from: string,
  to: string,
): Promise<Difference> {
  const [first, second] = await Promise.all([find(records, "snapshot", from), find(records, "snapshot", to)]);
  const before = new Set<string>();
  for await (const id of patientsOf(records, first.data)) before.add(id);
  const entered: string[] = [];
  let stayed = 0;
  for await (const id of patientsOf(records, second.data))
    if (before.delete(id)) stayed += 1;
    else entered.push(id);
  return { entered, left: [...before], stayed };
}
