import type { Message } from "#lib/domain/message.ts";
import type { PortalMessage } from "#lib/domain/portal-message.ts";
import type { Inbound, Ports } from "#lib/ports.ts";
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
  return receiveMessage(ports, {
    messageId: `portal ${reference}`,
    channel: "portal",
    ...(await accountsOf(ports, data)),
    text,
    at: ports.clock.now(),
    inReplyTo: data.id,
    patientId,
  });
}

/**
 * The account the message lies in; where the patient has it no more, those they have now, and the old name too. Who they
 * are the portal has shown, so their STOP must not go to an address that nothing is sent to.
 */
async function accountsOf(
  { records }: Needs,
  { patientId, account }: PortalMessage,
): Promise<Pick<Inbound, "from" | "alsoFrom">> {
  const reach = await records.get("reach", patientId, { consistent: true });
  const portals = reach?.data.addresses.filter(({ channel }) => channel === "portal") ?? [];
  const [first, ...others] = portals.map(({ address }) => address);
  if (!first || portals.some(({ address }) => address === account)) return { from: account };
  return { from: first, alsoFrom: [...others, account] };
}
