import type { Records } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

/** The ids of all journeys, drafts and retired ones too. */
export async function everyJourney(records: Records): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of pages(records, { kind: "journeyHead", of: "customer" })) ids.push(id);
  return ids;
}
