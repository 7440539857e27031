import type { Stored } from "#lib/domain/kinds.ts";
import { type CallBar, callBar, mayBarCalls } from "#lib/domain/outreach/call-bar.ts";
import { callTaskId } from "#lib/domain/outreach/call-task.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { PhoneCall } from "#lib/domain/task.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { pages } from "../every-item.ts";
import { loadOutreach } from "../outreach/load.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** Calls of an outreach that nobody has begun need not be made any more; one that is claimed is its owner's to end. */
export async function closeCalls(ports: Needs, outreach: Outreach, reason: string): Promise<void> {
  for (const { n, channel } of outreach.attempts)
    if (channel === "staff-call") await closeUnbegun(ports, callTaskId(outreach.id, n), reason);
}

const closeUnbegun = (ports: Needs, id: string, reason: string): Promise<void> =>
  retried(async () => {
    const task = await ports.records.get("staffTask", id, { consistent: true });
    if (task?.data.status === "open") await closeCall(ports, task, reason);
  });

/** Closes it as it was read: throws `VersionConflict` where somebody was quicker. */
export async function closeCall({ records, clock }: Needs, task: Stored<"staffTask">, reason: string) {
  const at = clock.now();
  const data = { ...task.data, status: "closed" as const, reason, closedAt: at };
  const event = { type: "staff-task.closed", at, actor: { type: "system", id: "react" }, reason } as const;
  await records.save([{ kind: "staffTask", id: task.id, expect: task.version, data, event }]);
}

/** The patient has answered, or is asked no more: nobody need call to ask. */
export async function closeCallsOf(ports: Needs, { data, event }: Stored<"patientTask">): Promise<void> {
  if (data.outreachIds.length === 0 || !(await areMade(ports))) return;
  const wanted = data.outreachIds.map((id) => ({ kind: "outreach" as const, id }));
  for (const outreach of await ports.records.getMany(wanted))
    if (outreach) await closeCalls(ports, outreach.data, event.reason ?? event.type);
}

/** STOP, a consent revoked, death, a visit or a number that changed: all of them are written to the reach item. */
export async function closeCallsBy(ports: Needs, { before, after }: RecordedChange): Promise<void> {
  if (after.kind !== "reach") return;
  const was = before as Stored<"reach"> | undefined;
  if (mayBarCalls(was?.data, (after as Stored<"reach">).data)) await closeBarred(ports, after.id);
}

/** Closes the patient's calls that nobody has begun and that must not be made any more. */
export async function closeBarred(ports: Needs, patientId: string): Promise<void> {
  if (!(await areMade(ports))) return;
  for await (const { id, data } of pages(ports.records, { kind: "staffTask", of: "patient", patientId })) {
    if (!data.call || data.status !== "open") continue;
    const bar = await barOf(ports, data.call);
    if (bar) await closeUnbegun(ports, id, bar);
  }
}

/** Why the call must not be made, as it is now. */
export async function barOf(ports: Needs, call: PhoneCall): Promise<CallBar | undefined> {
  const loaded = await loadOutreach(ports, call.outreachId, { consistent: true, by: "call" });
  return loaded && callBar(loaded.situation, call);
}

/** A customer whose staff make no calls pays nothing for them. */
const areMade = async (ports: Needs): Promise<boolean> =>
  (await loadPolicy(ports)).channels.includes("staff-call");
