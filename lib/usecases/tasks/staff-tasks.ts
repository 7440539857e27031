import { Refusal } from "#lib/domain/errors.ts";
import type { EventType } from "#lib/domain/event.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { StaffTask } from "#lib/domain/task.ts";
import { claimedBy, completed } from "#lib/domain/task-changes.ts";
import type { Actor } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/** Opens it once: its id says what it is for. */
export async function openStaffTask(ports: Needs, task: StaffTask, by: By): Promise<void> {
  const event = { type: "staff-task.opened" as const, at: ports.clock.now(), ...by };
  try {
    await ports.records.save([{ kind: "staffTask", id: task.id, expect: 0, data: task, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

export const claimStaffTask = (
  ports: Needs,
  id: string,
  owner: string,
  by: By & { expect?: number },
): Promise<Stored<"staffTask">> =>
  change(ports, id, by, "staff-task.claimed", (task) => claimedBy(task, owner));

/** `outcome` must be one that the task offers, where it offers any. */
export const completeStaffTask = (
  ports: Needs,
  id: string,
  done: { outcome: string; owner?: string },
  by: By & { expect?: number },
): Promise<Stored<"staffTask">> =>
  change(ports, id, by, "staff-task.completed", (task, now) => completed(task, done, now));

function change(
  ports: Needs,
  id: string,
  { expect, ...by }: By & { expect?: number },
  type: EventType,
  next: (task: StaffTask, now: string) => StaffTask,
): Promise<Stored<"staffTask">> {
  return retried(async () => {
    const task = await ports.records.get("staffTask", id, { consistent: true });
    if (!task) throw new Refusal("not_found");
    if (expect !== undefined && expect !== task.version) throw new Refusal("stale_version");
    const at = ports.clock.now();
    const data = next(task.data, at);
    const event = { type, at, ...by, ...(data.outcome && { reason: data.outcome }) };
    await ports.records.save([{ kind: "staffTask", id, expect: task.version, data, event }]);
    return { ...task, data, event, version: task.version + 1 };
  });
}
