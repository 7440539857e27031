import { addressAt } from "#lib/domain/reach/address.ts";
import { withConversation } from "#lib/domain/reach/conversation.ts";
import type { Inbound, Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * On WhatsApp a patient's message opens a day in which free text may go back. Written before the message itself, so
 * that the answer to it, which follows from the stream, finds the day open.
 */
export async function noteConversation(
  { records, clock }: Pick<Ports, "records" | "clock">,
  patientId: string,
  { channel, from, at, messageId }: Inbound,
): Promise<void> {
  if (channel !== "whatsapp") return;
  await retried(async () => {
    const reach = await records.get("reach", patientId, { consistent: true });
    const address = reach && addressAt(reach.data.addresses, { channel, from });
    if (!reach || !address) return;
    const data = withConversation(reach.data, address.id, at);
    if (data === reach.data) return;
    const event = {
      type: "reach.updated" as const,
      at: clock.now(),
      actor: { type: "patient" as const, id: patientId },
      reason: "wrote",
      cause: messageId,
    };
    await records.save([{ kind: "reach", id: patientId, expect: reach.version, data, event }]);
  });
}
