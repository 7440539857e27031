import type { Attempt } from "#lib/domain/outreach/outreach.ts";
import { type ReachAddress, withTrouble } from "#lib/domain/reach/reach.ts";
import { endedBadly } from "#lib/domain/reach/trouble.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;
type What = { patientId: string; address: ReachAddress; attempt: Attempt };

const sender: Actor = { type: "system", id: "deliver" };

/**
 * Counts what ended badly at an address, for the gate's circuit breaker. One that ended well ends the count; where all is
 * well nothing is written.
 */
export async function noteTrouble(
  { records, clock, log }: Needs,
  { patientId, address, attempt }: What,
): Promise<void> {
  const bad = endedBadly(attempt);
  if (bad === undefined || (!bad && !address.trouble)) return;
  await retried(async () => {
    const reach = await records.get("reach", patientId, { consistent: true });
    if (!reach) return;
    const at = clock.now();
    const data = withTrouble(reach.data, address.id, bad, at);
    if (data === reach.data) return;
    const reason = bad ? "send_ended_badly" : "send_ended_well";
    const event = { type: "reach.updated" as const, at, actor: sender, reason, cause: address.id };
    await records.save([{ kind: "reach", id: patientId, expect: reach.version, data, event }]);
    const n = data.addresses.find((a) => a.id === address.id)?.trouble?.n;
    if (n) log.warn("address.trouble", { addressId: address.id, inRow: n });
  });
}
