import { addressKey } from "#lib/domain/reach/address.ts";
import { type Channel, numberChannels } from "#lib/domain/words.ts";
import type { OptOutList, Ports } from "#lib/ports.ts";

/** Without a list there is no provider that keeps one: a customer without texts, or this machine. */
export type Listed = Pick<Ports, "records" | "log"> & { optOuts?: OptOutList | undefined };

/**
 * Brings the provider's opt-out list in line with what we know of a number now, whoever was told first: saying it twice
 * or late says the same. It bars a number's texts, whichever of its channels the word was said on. A STOP by text is told
 * once its confirmation has left, which the list would refuse; a START before its own is planned. What fails here is found
 * by the daily comparison (schedule/reconcile-opt-outs.ts).
 */
export async function tellProvider(
  { records, log, optOuts }: Listed,
  { channel, address }: { channel: Channel; address: string },
): Promise<"told" | "nothing_to_tell" | "failed"> {
  if (!optOuts || !numberChannels.has(channel)) return "nothing_to_tell";
  const key = addressKey(channel, address);
  const state = await records.get("addressState", key, { consistent: true });
  const { stopped } = state?.data ?? {};
  try {
    if (stopped === "all") await optOuts.add(address);
    else if (stopped?.length === 0) await optOuts.remove(address);
    else return "nothing_to_tell";
    return "told";
  } catch (error) {
    log.warn("opt-outs.not-told", { addressKey: key, error: (error as Error).name });
    return "failed";
  }
}
