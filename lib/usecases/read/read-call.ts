import { Refusal } from "#lib/domain/errors.ts";
import type { PhoneCall } from "#lib/domain/task.ts";
import { isToDo } from "#lib/domain/task-changes.ts";
import type { Ports } from "#lib/ports.ts";
import { barOf, closeCall } from "../tasks/close-calls.ts";
import { find } from "./find.ts";
import { type Reading, readOnRecord } from "./on-record.ts";

type Needs = Pick<Ports, "records" | "clock">;

/**
 * Whom to call and what to say, for a reason: a call leaves when somebody dials, so it is asked now whether it may. One
 * that may not is closed. Throws `not_found`, also where the task is no call, and `wrong_state` (over, or barred).
 */
export async function readCall(ports: Needs, id: string, by: Reading): Promise<PhoneCall> {
  const look = async () => {
    const task = await find(ports.records, "staffTask", id, { consistent: true });
    const { call, status, reason, outcome } = task.data;
    if (!call) throw new Refusal("not_found");
    if (!isToDo(task.data)) throw over(reason ?? outcome ?? status);
    const bar = await barOf(ports, call);
    if (!bar) return task;
    await closeCall(ports, task, bar);
    throw over(bar);
  };
  const { data } = await readOnRecord(ports, look, { type: "staff-task.read", ...by });
  return data.call as PhoneCall;
}

const over = (reason: string): Refusal =>
  new Refusal("wrong_state", `The call is not to be made any more: ${reason}.`);
