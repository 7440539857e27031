import type { Booked } from "../clinic.ts";
import type { LocalSystem } from "../system.ts";

/** The user's own patients: a FHIR bundle, or one per line (.ndjson), either gzipped. */
export async function importOwn(_system: LocalSystem, _file: string, _days: number): Promise<Booked[]> {
  throw new Error("to come with the FHIR adapter");
}
