import { type ReachAddress, withTrouble } from "#lib/domain/reach/reach.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports, SendResult } from "#lib/ports.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;
type What = { patientId: string; address: ReachAddress; result: SendResult | "no_answer" };

const sender: Actor = { type: "system", id: "deliver" };

/**
 * Counts what ended badly at an address, for the gate's circuit breaker: no answer, and a refusal that is not the
 * content's or the account's fault. One that ended well ends the count; where all is well nothing is written.
 */
export async function noteTrouble(
  { records, clock, log }: Needs,
  { patientId, address, result }: What,
): Promise<void> {
  const bad = isBad(result);
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

/** Undefined where it says nothing of the address. */
function isBad(result: SendResult | "no_answer"): boolean | undefined {
  if (result === "no_answer") return true;
  if (result.outcome === "accepted") return false;
  if (result.outcome === "throttled") return undefined;
  return result.code === "content" || result.code === "account" ? undefined : true;
}
