import type { Stored } from "#lib/domain/kinds.ts";
import type { Operation, Part } from "#lib/domain/operation.ts";
import { mayBeOf, releaseAt } from "#lib/domain/outreach/release.ts";
import { campaignOf } from "#lib/domain/switch.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { dueShards } from "#lib/ports.ts";
import { limited } from "../limited.ts";
import { inParts, type OperatePorts } from "../operations/work.ts";
import { dueAgain } from "./due-again.ts";

const atOnce = 20;
const hourMs = 3_600_000;

/**
 * After a pause: what it held is due again, one soon after the other, and passes the gate anew. It looks at what the
 * due index has of the next hour, which is the longest that a pause holds a message at a time.
 */
export const releaseWork = inParts({
  parts: async () => ({ parts: dueShards }),
  batch: async (ports, operation, part, shard) => ({
    part: await releaseSome(ports, operation, part, shard),
  }),
});

async function releaseSome(
  ports: OperatePorts,
  operation: Operation,
  part: Part,
  shard: number,
): Promise<Part> {
  const from = operation.startedAt;
  const until = plusMs(from, hourMs);
  const page = await ports.records.list(
    { kind: "outreach", of: "due", shard, from, until },
    { limit: 100, ...(part.cursor && { cursor: part.cursor }) },
  );
  const held = await heldBy(ports, operation, page.items);
  const counts = { ...part.counts };
  let nth = counts.released ?? 0;
  await limited(held, atOnce, async (outreach) => {
    const at = releaseAt(operation.startedAt, nth++);
    // One that is due before that by itself is left alone.
    if (outreach.data.dueAt <= at) return;
    if (await dueAgain(ports, outreach, at, { id: "release", cause: operation.id }))
      counts.released = (counts.released ?? 0) + 1;
  });
  const { cursor: _, ...rest } = part;
  return { ...rest, done: page.cursor === undefined, counts, ...(page.cursor && { cursor: page.cursor }) };
}

/** Those that this very pause held. A campaign's journey is known by the run. */
async function heldBy(
  { records }: OperatePorts,
  { about }: Operation,
  outreaches: Stored<"outreach">[],
): Promise<Stored<"outreach">[]> {
  const some = outreaches.filter(({ data }) => mayBeOf(about, data));
  const campaign = campaignOf(about);
  if (campaign === undefined) return some;
  const runs = await records.getMany(
    some.map(({ data }) => ({ kind: "enrollment" as const, id: data.enrollmentId as string })),
  );
  return some.filter((_, n) => runs[n]?.data.campaign === campaign);
}
