import { ownedId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** The task that a call of this attempt is. */
const callId = ({ patientId, id }: Outreach, attempt: number): string =>
  ownedId("staffTask", patientId, "call", id, attempt);

/** Calls of an outreach that nobody has begun need not be made any more; one that is claimed is its owner's to end. */
export async function closeCalls(ports: Needs, outreach: Outreach, reason: string): Promise<void> {
  for (const { n, channel } of outreach.attempts)
    if (channel === "staff-call") await retried(() => close(ports, callId(outreach, n), reason));
}

async function close({ records, clock }: Needs, id: string, reason: string): Promise<void> {
  const task = await records.get("staffTask", id, { consistent: true });
  if (task?.data.status !== "open") return;
  const at = clock.now();
  const data = { ...task.data, status: "closed" as const, reason, closedAt: at };
  const event = { type: "staff-task.closed", at, actor: { type: "system", id: "react" }, reason } as const;
  await records.save([{ kind: "staffTask", id, expect: task.version, data, event }]);
}

/** The patient has answered, or is asked no more: nobody need call to ask. */
export async function closeCallsOf(ports: Needs, { data, event }: Stored<"patientTask">): Promise<void> {
  if (data.outreachIds.length === 0) return;
  if (!(await loadPolicy(ports)).channels.includes("staff-call")) return;
  const wanted = data.outreachIds.map((id) => ({ kind: "outreach" as const, id }));
  for (const outreach of await ports.records.getMany(wanted))
    if (outreach) await closeCalls(ports, outreach.data, event.reason ?? event.type);
}
