import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { felt, isCanary, noFeeling, verdictOn } from "#lib/domain/campaign/canary.ts";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { EventType } from "#lib/domain/event.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Operation, Snapshot } from "#lib/domain/operation.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { pages } from "../every-item.ts";
import { changeOperation } from "../operations/change-operation.ts";
import { find } from "../read/find.ts";
import { patientsOf, snapshotSegment } from "../segments/snapshot.ts";
import { listId } from "./save-campaign.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;
const actor: Actor = { type: "system", id: "campaign" };

/**
 * Takes down whom the occurrence is for, once, and lets the campaign run; the number of parts to work on, 0 where it may
 * not go on. After its canary, judges by it whether the rest may follow.
 */
export async function openCampaign(ports: Needs, operation: Operation): Promise<number> {
  const campaign = await ports.records.get("campaign", operation.about, { consistent: true });
  if (!campaign || !["approved", "running"].includes(campaign.data.status)) return 0;
  const { data: audience } = await audienceFor(ports, campaign.data, operation);
  if (audience.total === 0) return endedEmpty(ports, operation, campaign);
  if (operation.stage === "judge") {
    const reason = await judged(ports, campaign.data, operation, audience);
    if (reason) return stoppedItself(ports, operation, campaign, reason);
  }
  const stage = operation.stage === "judge" ? "rest" : operation.stage;
  await changeOperation(
    ports,
    operation.id,
    "operation.opened",
    (now) => ({
      ...now,
      ...(stage && { stage }),
      status: "running",
      audience: audience.id,
      parts: audience.parts,
      total: audience.total,
    }),
    async () => await current(ports, campaign, "approved", "running", "campaign.started"),
  );
  return audience.parts;
}

/** Whom it is for now, taken down once under the operation's id; of a list what was uploaded. */
export const audienceFor = (
  ports: Needs,
  { audience }: Campaign,
  { id }: Operation,
): Promise<Stored<"snapshot">> =>
  "list" in audience
    ? find(ports.records, "snapshot", listId(audience.list))
    : snapshotSegment(ports, { id, segment: audience.segment }, { actor, cause: id });

/** The campaign's next status, where it still has that one. */
async function current(
  { records, clock }: Needs,
  { id }: Stored<"campaign">,
  from: Campaign["status"],
  to: Campaign["status"],
  type: EventType,
  reason?: string,
): Promise<Change[]> {
  const now = await records.get("campaign", id, { consistent: true });
  if (now?.data.status !== from) return [];
  const data = { ...now.data, status: to, ...(reason && { reason }) };
  const event = { type, at: clock.now(), actor, ...(reason && { reason }) };
  return [{ kind: "campaign", id, expect: now.version, data, event }];
}

async function endedEmpty(ports: Needs, { id }: Operation, campaign: Stored<"campaign">): Promise<0> {
  await changeOperation(
    ports,
    id,
    "operation.done",
    (now) => ({ ...now, status: "done", parts: 0, total: 0, endedAt: ports.clock.now() }),
    () => current(ports, campaign, campaign.data.status, "finished", "campaign.finished", "empty_audience"),
  );
  return 0;
}

async function stoppedItself(
  ports: Needs,
  { id }: Operation,
  campaign: Stored<"campaign">,
  reason: string,
): Promise<0> {
  await changeOperation(
    ports,
    id,
    "operation.done",
    (now) => ({ ...now, status: "stopped", endedAt: ports.clock.now() }),
    () => current(ports, campaign, "running", "stopped", "campaign.stopped", reason),
  );
  return 0;
}

/** Looks at every patient of the first share: what they did since, not what was counted on the way. */
async function judged(
  { records, log }: Needs,
  campaign: Campaign,
  operation: Operation,
  audience: Snapshot,
): Promise<string | undefined> {
  let sum = noFeeling;
  for await (const patientId of patientsOf(records, audience)) {
    if (!isCanary(campaign, patientId)) continue;
    const [outreaches, reach] = await Promise.all([
      sentTo(records, patientId, campaign, operation.occurrence as number),
      records.get("reach", patientId),
    ]);
    if (reach) sum = felt(sum, outreaches, reach.data);
  }
  log.info("campaign.canary", { campaign: campaign.id, ...sum });
  return campaign.canary && verdictOn(sum, campaign.canary);
}

/** What a patient got of it: its own message, or those of the runs that it began. */
async function sentTo(
  records: Ports["records"],
  patientId: string,
  { id, send }: Campaign,
  occurrence: number,
): Promise<Outreach[]> {
  if ("template" in send) {
    const one = await records.get("outreach", campaignOutreachId(patientId, id, occurrence));
    return one ? [one.data] : [];
  }
  const found: Outreach[] = [];
  for await (const { id: enrollmentId, data } of pages(records, {
    kind: "enrollment",
    of: "patient",
    patientId,
  }))
    if ((data as Enrollment).campaign === id)
      for await (const outreach of pages(records, { kind: "outreach", of: "enrollment", enrollmentId }))
        found.push(outreach.data);
  return found;
}
