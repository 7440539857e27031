import { addressKey } from "#lib/domain/reach/address.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

/** The patients who use an address now: all of them, for a STOP is for all of them. */
export async function patientsAt(records: Records, channel: Channel, address: string): Promise<string[]> {
  const key = addressKey(channel, address);
  const patients: string[] = [];
  for await (const { data } of pages(records, { kind: "addressLink", of: "address", key }))
    if (data.active) patients.push(data.patientId);
  return patients;
}
