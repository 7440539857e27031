import type { Stored } from "#lib/domain/kinds.ts";
import type { Message } from "#lib/domain/message.ts";
import { addressesAt, addressKey } from "#lib/domain/reach/address.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import { patientsAt } from "./address-book.ts";
import { readByStaff, toAnswer } from "./route-to-staff.ts";

type Needs = Pick<Ports, "records" | "clock">;

/**
 * Puts before staff what came from an address since it was taken for a machine's (`first`), of whoever shares it: by
 * our clock, for a provider may bring an earlier word later. Call it when the address is muted no more; again opens nothing.
 */
export async function readPassedOver(ports: Needs, first: Stored<"message">): Promise<void> {
  const { patientId, addressId } = first.data;
  const reach = await ports.records.get("reach", patientId, { consistent: true });
  const address = reach?.data.addresses.find(({ id }) => id === addressId);
  if (!address) return;
  const sharing = await patientsAt(ports.records, address.channel, address.address);
  const key = addressKey(address.channel, address.address);
  for (const one of new Set([patientId, ...sharing]))
    for (const message of await passedOver(ports, one, { key, since: first.event.at }))
      await readByStaff(ports, message, toAnswer);
}

async function passedOver(
  { records }: Needs,
  patientId: string,
  { key, since }: { key: string; since: string },
): Promise<Message[]> {
  const reach = await records.get("reach", patientId, { consistent: true });
  const own = new Set(addressesAt(reach?.data.addresses ?? [], key).map(({ id }) => id));
  const found: Message[] = [];
  for await (const { data, event } of pages(records, { kind: "message", of: "patient", patientId }))
    if (data.understood === "robot" && own.has(data.addressId ?? "") && event.at >= since) found.push(data);
  return found;
}

/** One that reaches the stream when a person has already said that it is no machine's. */
export async function readIfUnmuted(ports: Needs, message: Message): Promise<void> {
  const reach = await ports.records.get("reach", message.patientId, { consistent: true });
  const address = reach?.data.addresses.find(({ id }) => id === message.addressId);
  // A rest that is over leaves its mark: only a person takes it away.
  if (address && !address.muted) await readByStaff(ports, message, toAnswer);
}
