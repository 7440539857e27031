import { occurrenceId } from "#lib/domain/campaign/campaign.ts";
import { type CampaignReport, reportOf } from "#lib/domain/campaign/report.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Ports } from "#lib/ports.ts";
import { partsOf } from "../operations/parts.ts";
import { find } from "../read/find.ts";
import { patientsOf } from "../segments/snapshot.ts";

const atOnce = 100;

/**
 * What became of everybody an occurrence was meant for (the last one, unless told), counted from the outreaches
 * themselves. Throws `not_found`, and `wrong_state` before it began.
 */
export async function reportCampaign(
  { records }: Pick<Ports, "records">,
  campaignId: string,
  which?: number,
): Promise<CampaignReport> {
  const { data: campaign } = await find(records, "campaign", campaignId);
  const occurrence = which ?? campaign.occurrence;
  const id = occurrenceId(campaignId, occurrence);
  const operation = await records.get("operation", id);
  const { audience } = operation?.data ?? {};
  if (!audience) throw new Refusal("wrong_state", "It has not begun: there is nothing to report.");
  const [snapshot, parts] = await Promise.all([find(records, "snapshot", audience), partsOf(records, id)]);
  const outreaches: Outreach[] = [];
  let some: string[] = [];
  const read = async () => {
    const ids = some.map((patientId) => campaignOutreachId(patientId, campaignId, occurrence));
    const found = await records.getMany(ids.map((one) => ({ kind: "outreach" as const, id: one })));
    // Only what is counted is kept: a report over a million must not hold a million messages.
    for (const record of found) if (record) outreaches.push(slim(record.data));
    some = [];
  };
  for await (const patientId of patientsOf(records, snapshot.data))
    if (some.push(patientId) === atOnce) await read();
  await read();
  return reportOf(snapshot.data.total, outreaches, {
    parts,
    stopped: campaign.status === "stopped",
  });
}

const slim = ({ status, reason }: Outreach): Outreach => ({ status, reason }) as Outreach;
