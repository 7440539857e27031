import { isStopped } from "#lib/domain/reach/address.ts";
import type { Ports } from "#lib/ports.ts";
import { stopAddress } from "../inbound/stop-address.ts";
import { findLink } from "./find-link.ts";

/**
 * RFC 8058: one POST, no session, no question; again is fine. It stops the category of the message it came in, at
 * the address it came to, and works for as long as the link is known, used or not.
 */
export async function unsubscribe(
  ports: Pick<Ports, "records" | "clock">,
  token: string,
): Promise<"done" | "unknown"> {
  const link = await findLink(ports.records, token);
  if (!link) return "unknown";
  const { patientId, addressId, channel, category, id } = link.data;
  const reach = await ports.records.get("reach", patientId, { consistent: true });
  const address = reach?.data.addresses.find((a) => a.id === addressId);
  if (!address || isStopped(address.stopped, category)) return "done";
  const who = {
    channel,
    address: address.address,
    actor: { type: "patient", id: patientId } as const,
    cause: id,
    source: "link" as const,
  };
  await stopAddress(ports, who, category);
  return "done";
}
