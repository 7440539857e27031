import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import { afterSilence } from "#lib/domain/outreach/fate.ts";
import { nextChannel } from "#lib/domain/outreach/route.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { type Delivered, type DeliverPorts, saveStep } from "./attempt.ts";
import type { Loaded } from "./load.ts";

/**
 * On silence the next channel of the plan: of a question, while nobody has answered it; of a message that asks
 * nothing, while no receipt says that it arrived. Only a channel that the gate would let it leave by, now or later.
 */
export async function fallBack(ports: DeliverPorts, loaded: Loaded): Promise<Delivered> {
  const { outreach, now } = loaded.situation;
  return saveStep(ports, loaded.outreach, afterSilence(outreach, await onward(ports, loaded), now));
}

/** Whether it was heard, and the next channel that may carry it. */
export async function onward(
  ports: Pick<Ports, "records">,
  loaded: Loaded,
): Promise<{ heard: boolean; next: Channel | undefined }> {
  const { situation } = loaded;
  const heard = await wasHeard(ports, loaded);
  const next = nextChannel(situation, situation.outreach.channel);
  const may = next && gate(gateFacts(situation, next)).verdict !== "drop";
  return { heard, next: may ? next : undefined };
}

async function wasHeard(
  { records }: Pick<Ports, "records">,
  { situation: { outreach } }: Loaded,
): Promise<boolean> {
  if (!outreach.taskId) return outreach.status === "delivered";
  const task = await records.get("patientTask", outreach.taskId, { consistent: true });
  return task?.data.status !== "open";
}
