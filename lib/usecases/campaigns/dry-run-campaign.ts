import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { type CampaignDryRun, dryRunOf, spanOf, type Tally, tallied } from "#lib/domain/campaign/dry-run.ts";
import type { Pace } from "#lib/domain/campaign/slots.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { summed } from "#lib/domain/operation.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { begun } from "../operations/begin-operation.ts";
import { partsOf } from "../operations/parts.ts";
import { find } from "../read/find.ts";
import { audienceSample } from "./audience-sample.ts";
import { foresight } from "./foresee.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids">;

/**
 * What the campaign would do: of all its patients where they are few, else of the first 2,000, whom one answer can look
 * at. Writes nothing. Throws `not_found`.
 */
export async function dryRunCampaign(
  ports: Pick<Ports, "records" | "clock">,
  id: string,
): Promise<CampaignDryRun> {
  const { data: campaign } = await find(ports.records, "campaign", id);
  const { patientIds, complete } = await audienceSample(ports, campaign);
  const ask = await foresight(ports, campaign);
  const from = begins(campaign, ports.clock.now());
  const pace: Pace = { from, now: from, share: 1, throttle: campaign.throttle, seed: id };
  const taken = {};
  let tally: Tally = { counts: {} };
  const reaches = await ports.records.getMany(patientIds.map((one) => ({ kind: "reach" as const, id: one })));
  for (const reach of reaches) tally = tallied(tally, await ask(pace, taken, reach));
  return dryRunOf(tally, complete);
}

export const begins = ({ nextAt }: Campaign, now: Instant): Instant => nextAt ?? now;

/** The same of everybody, however many, as an operation: no sample. Throws `not_found`. */
export async function startDryRun(
  { records, clock, ids }: Needs,
  about: string,
  by: { actor: Actor; cause?: string },
): Promise<Stored<"operation">> {
  await find(records, "campaign", about);
  const id = `dry-${about}-${ids.unique().toLowerCase()}`;
  const { data, event } = begun({ id, type: "dry-run", about }, clock.now(), by);
  await records.save([{ kind: "operation", id, expect: 0, data, event }]);
  return { kind: "operation", id, version: 1, data, event };
}

/** How far it has come; `complete` when everybody was looked at. Throws `not_found`. */
export async function readDryRun(
  { records }: Pick<Ports, "records">,
  { campaignId, operationId }: { campaignId: string; operationId: string },
): Promise<CampaignDryRun & { total?: number }> {
  const { data } = await find(records, "operation", operationId);
  if (data.type !== "dry-run" || data.about !== campaignId) throw new Refusal("not_found");
  const parts = await partsOf(records, operationId);
  const span = spanOf(parts.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]));
  const { total } = data;
  return {
    ...dryRunOf({ counts: summed(parts), ...span }, data.status === "done"),
    ...(total !== undefined && { total }),
  };
}
