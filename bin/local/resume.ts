import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { pages } from "#lib/usecases/every-item.ts";
import { dispatch } from "#lib/usecases/outreach/dispatch.ts";
import type { Host } from "./host.ts";

/**
 * Takes up what an earlier run left in the table. Step Functions, the scheduler and the queues would have kept it; their
 * twins hold it in memory. Both calls are idempotent, as everything that follows a change is. A movable clock begins no
 * earlier than the last thing that happened.
 */
export async function resume({ system, mirror, clock }: Host): Promise<void> {
  const { ports } = system;
  await mirror.load(ports.records);
  const last = mirror.latest();
  if (clock.movable && last) clock.set(last);
  for (const [, file] of mirror.files()) {
    for (const { id, data } of file.all("enrollment"))
      if (data.status !== "ended") await ports.machine.start(id);
    for (const outreach of file.all("outreach")) if (isOpen(outreach.data)) await dispatch(ports, outreach);
  }
  for await (const { data } of pages(ports.records, { kind: "operation", of: "customer" }))
    if (data.status === "waiting" || data.status === "running")
      await ports.operations.start(data.id, data.generation, data.startsAt);
}
