import { plusMs } from "#lib/domain/time/instant.ts";
import type { Ports } from "#lib/ports.ts";
import { dueBy } from "./sweep.ts";

/** A trigger may be this late before the reconciler takes over. */
const graceMs = 5 * 60_000;

/** Finds what was due and did not fire, and puts it into its queue. `late` is a metric with an alarm on it. */
export async function reconcile(
  ports: Pick<Ports, "records" | "clock" | "queue" | "log">,
): Promise<{ late: number }> {
  const until = plusMs(ports.clock.now(), -graceMs);
  let late = 0;
  for await (const { id, data } of dueBy(ports, until)) {
    if (!data.channel) continue;
    await ports.queue.send({ outreachId: id, channel: data.channel });
    late += 1;
  }
  ports.log.info("reconcile", { late });
  return { late };
}
