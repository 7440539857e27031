import { ownedId, patientOf } from "#lib/domain/ids.ts";
import type { PortalMessage } from "#lib/domain/portal-message.ts";
import type { ChannelPort, Envelope, Ports } from "#lib/ports.ts";
import { writeOnce } from "../aws/write-once.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** The portal's inbox: a message is a record, which the portal reads through the API. A contact point's address is an account of it. */
export const portalChannel = ({ records, clock }: Needs): ChannelPort => ({
  channel: "portal",
  async send(envelope) {
    if (!/^\S{1,256}$/.test(envelope.address))
      return { outcome: "refused", code: "address_invalid", detail: "no_portal_account" };
    const data = messageOf(envelope, clock.now());
    const event = {
      type: "portal-message.posted",
      at: data.at,
      actor: deliver,
      cause: data.outreachId,
    } as const;
    return writeOnce("portal", records, { kind: "portalMessage", id: data.id, expect: 0, data, event });
  },
});

const deliver = { type: "system", id: "deliver" } as const;

function messageOf(
  { outreachId, attempt, address, subject, body, language }: Envelope,
  at: string,
): PortalMessage {
  const patientId = patientOf(outreachId);
  return {
    id: ownedId("portalMessage", patientId, outreachId, attempt),
    patientId,
    outreachId,
    attempt,
    account: address,
    ...(subject && { subject }),
    body,
    language,
    at,
  };
}
