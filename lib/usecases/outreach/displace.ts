import type { Stored } from "#lib/domain/kinds.ts";
import { keepsItsPlace } from "#lib/domain/outreach/metered.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { rankOf, withoutWaiting, withWaiting } from "#lib/domain/reach/claims.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;

const budget: Actor = { type: "system", id: "budget" };

/**
 * Care and operations that wait for their hour or their budget keep their place before what ranks lower: the gate
 * holds a lower class while those ahead need what is left of the day (`displaced`). From the stream, so idempotent.
 */
export async function noteWaiting(ports: Needs, { id, data }: Stored<"outreach">): Promise<void> {
  const { purpose, dueAt } = data;
  if (!keepsItsPlace(data, ports.clock.now())) return;
  await changeReach(ports, data, (reach, now) =>
    reach.claims[id]?.counted ? reach : withWaiting(reach, id, { at: dueAt, rank: rankOf(purpose) }, now),
  );
}

/** It was dropped: whoever it displaced may go. */
export const waitsNoMore = (ports: Needs, outreach: Outreach): Promise<void> =>
  changeReach(ports, outreach, (reach) => withoutWaiting(reach, outreach.id));

const changeReach = (
  { records, clock }: Needs,
  { id, patientId }: Pick<Outreach, "id" | "patientId">,
  change: (reach: Reach, now: string) => Reach,
): Promise<void> =>
  retried(async () => {
    const reach = await records.get("reach", patientId, { consistent: true });
    const at = clock.now();
    const data = reach && change(reach.data, at);
    if (!reach || !data || data === reach.data) return;
    const event = { type: "reach.updated" as const, at, actor: budget, reason: "waiting", cause: id };
    await records.save([{ kind: "reach", id: patientId, expect: reach.version, data, event }]);
  });
