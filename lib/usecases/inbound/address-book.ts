import { addressKey } from "#lib/domain/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";

/** The patients who use an address now. */
export async function patientsAt(records: Records, channel: Channel, address: string): Promise<string[]> {
  const key = addressKey(channel, address);
  const links = await records.list({ kind: "addressLink", of: "address", key }, { limit: 100 });
  return links.items.filter((link) => link.data.active).map((link) => link.data.patientId);
}
