import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import { find } from "../read/find.ts";
import { patientsOf } from "../segments/snapshot.ts";
import { listId } from "./save-campaign.ts";

/** What an answer within half a minute can look at. */
const mostLookedAt = 2000;

/** The first patients of a campaign's segment or list, and whether those are all. */
export async function audienceSample(
  { records }: Pick<Ports, "records">,
  { audience }: Campaign,
): Promise<{ patientIds: string[]; complete: boolean }> {
  const patientIds: string[] = [];
  for await (const id of peopleOf(records, audience)) {
    if (patientIds.length === mostLookedAt) return { patientIds, complete: false };
    patientIds.push(id);
  }
  return { patientIds, complete: true };
}

async function* peopleOf(records: Ports["records"], audience: Campaign["audience"]): AsyncGenerator<string> {
  if ("list" in audience)
    yield* patientsOf(records, (await find(records, "snapshot", listId(audience.list))).data);
  else
    for await (const { data } of pages(records, {
      kind: "membership",
      of: "segment",
      segment: audience.segment,
    }))
      yield data.patientId;
}
