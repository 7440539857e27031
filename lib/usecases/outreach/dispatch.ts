import type { Stored } from "#lib/domain/kinds.ts";
import { dispatchOf, scheduleName } from "#lib/domain/outreach/dispatch.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";

type Needs = Pick<Ports, "clock" | "timer" | "queue">;

/** Puts an open outreach, or one whose channel may be silent too long, on its way: into its channel's queue, onto a schedule, or left to the sweep. */
export async function dispatch(ports: Needs, { id, version, data }: Stored<"outreach">): Promise<void> {
  const dueAt = isOpen(data) ? data.dueAt : data.fallbackAt;
  if (!dueAt || !data.channel) return;
  const message = { outreachId: id, channel: data.channel };
  const how = dispatchOf(dueAt, ports.clock.now());
  if (how.by === "queue") await ports.queue.send(message, how.delaySeconds);
  if (how.by === "schedule") await ports.timer.set(scheduleName(id, version), dueAt, message);
}

/** Clears the schedule of a cancelled outreach. One that fires all the same finds nothing to do. */
export async function undispatch(ports: Needs, { before }: RecordedChange): Promise<void> {
  if (before?.kind !== "outreach") return;
  const { id, version, data } = before as Stored<"outreach">;
  if (dispatchOf(data.dueAt, ports.clock.now()).by === "schedule")
    await ports.timer.clear(scheduleName(id, version));
}
