import type { Message } from "#lib/domain/message.ts";
import { accountsOf } from "#lib/domain/portal-message.ts";
import type { Ports } from "#lib/ports.ts";
import { receiveMessage } from "../inbound/receive-message.ts";
import { inboxMessage } from "./portal-inbox.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;
type Reply = { patientId: string; messageId: string; text: string; reference: string };

/**
 * What the patient answered in the portal: heard like any reply, STOP too. `reference` is the portal's own name of it:
 * the same one twice is one reply. Throws `not_found`. Undefined for a STOP from an account that nobody has any more.
 */
export async function replyInPortal(
  ports: Needs,
  { patientId, messageId, text, reference }: Reply,
): Promise<Message | undefined> {
  const { data } = await inboxMessage(ports, { patientId, messageId }, { consistent: true });
  const reach = await ports.records.get("reach", patientId, { consistent: true });
  return receiveMessage(ports, {
    messageId: `portal ${reference}`,
    channel: "portal",
    ...accountsOf(data, reach?.data.addresses ?? []),
    text,
    at: ports.clock.now(),
    inReplyTo: data.id,
    patientId,
  });
}
