import { Refusal } from "#lib/domain/errors.ts";
import type { PhoneCall } from "#lib/domain/task.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * Whom to call and what to say, for a reason. The reading is written before either leaves, as a version of the task with
 * the same data (45 CFR 164.312(b)). Throws `not_found`, also where the task is no call.
 */
export function readCall(
  { records, clock }: Pick<Ports, "records" | "clock">,
  id: string,
  by: { actor: Actor; reason: string; cause?: string },
): Promise<PhoneCall> {
  return retried(async (consistent) => {
    const task = await records.get("staffTask", id, { consistent });
    if (!task?.data.call) throw new Refusal("not_found");
    const event = { type: "staff-task.read" as const, at: clock.now(), ...by };
    await records.save([{ kind: "staffTask", id, expect: task.version, data: task.data, event }]);
    return task.data.call;
  });
}
