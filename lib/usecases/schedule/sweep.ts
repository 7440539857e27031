import type { Stored } from "#lib/domain/kinds.ts";
import { dispatchOf, horizonMs } from "#lib/domain/outreach/dispatch.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { dueShards, type Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import { dispatch } from "../outreach/dispatch.ts";

type Needs = Pick<Ports, "records" | "clock" | "timer" | "queue" | "log">;

/** Every open outreach due by `until`, page by page over all shards of the due index. */
export async function* dueBy(
  { records }: Pick<Ports, "records">,
  until: string,
  from?: string,
): AsyncGenerator<Stored<"outreach">> {
  for (let shard = 0; shard < dueShards; shard++)
    yield* pages(records, { kind: "outreach", of: "due", shard, until, ...(from && { from }) });
}

/** How far a sweep looks back inside the horizon: it runs four times as often. */
const overlapMs = 3_600_000;

/**
 * Makes the schedules of what has come within 48 hours. Names are deterministic, so sweeping twice is harmless;
 * what every sweep missed, the reconciler sends when it is due.
 */
export async function sweep(ports: Needs): Promise<{ scheduled: number }> {
  const until = plusMs(ports.clock.now(), horizonMs);
  const from = plusMs(until, -overlapMs);
  let scheduled = 0;
  for await (const outreach of dueBy(ports, until, from)) {
    const { dueAt, fallbackAt } = outreach.data;
    if (dispatchOf(fallbackAt ?? dueAt, ports.clock.now()).by !== "schedule") continue;
    await dispatch(ports, outreach);
    scheduled += 1;
  }
  ports.log.info("sweep", { scheduled });
  return { scheduled };
}
