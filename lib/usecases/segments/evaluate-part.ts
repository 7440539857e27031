import type { Part } from "#lib/domain/operation.ts";
import { type Ports, patientShards } from "#lib/ports.ts";
import { limited } from "../limited.ts";
import { inParts } from "../operations/work.ts";
import { find } from "../read/find.ts";
import { askPatient } from "./ask-patient.ts";

type Needs = Pick<Ports, "records" | "clock">;

const atOnce = 20;

/** Every patient is asked of one segment, in the shards that the list of all patients has. */
export const evaluationWork = inParts({
  parts: async () => ({ parts: patientShards }),
  batch: async (ports, { about }, part, shard) => ({ part: await evaluatePage(ports, about, part, shard) }),
  finish: (ports, { about, startedAt }) => finishEvaluation(ports, about, startedAt),
});

/**
 * Asks one segment of one page of patients, each from a profile made anew. The segment itself is read, never a copy
 * kept for half a minute. What a crash leaves half done is asked again, and changes nothing.
 */
async function evaluatePage(ports: Needs, segmentId: string, part: Part, shard: number): Promise<Part> {
  const { data: segment } = await find(ports.records, "segment", segmentId, { consistent: true });
  const { items, cursor } = await ports.records.list(
    { kind: "patient", of: "shard", shard },
    { limit: 100, ...(part.cursor && { cursor: part.cursor }) },
  );
  const counts = { asked: 0, entered: 0, left: 0, ...part.counts };
  await limited(items, atOnce, async ({ id }) => {
    const how = { next: () => "rebuild" as const, segments: [segment], cause: segmentId };
    const changes = await askPatient(ports, id, how);
    counts.asked += 1;
    for (const { state } of changes) counts[state === "in" ? "entered" : "left"] += 1;
  });
  return { id: part.id, done: cursor === undefined, counts, ...(cursor && { cursor }) };
}

/** Every patient was asked: the segment is complete as of when that began. */
async function finishEvaluation(
  { records, clock }: Needs,
  segmentId: string,
  startedAt: string,
): Promise<void> {
  const { id, version, data } = await find(records, "segment", segmentId, { consistent: true });
  if (data.asOf && data.asOf >= startedAt) return;
  await records.save([
    {
      kind: "segment",
      id,
      expect: version,
      data: { ...data, asOf: startedAt },
      event: { type: "segment.evaluated", at: clock.now(), actor: { type: "system", id: "segments" } },
    },
  ]);
}
