import { expectedVersion } from "#lib/domain/api/etag.ts";
import { type Campaign, occurrenceId } from "#lib/domain/campaign/campaign.ts";
import { beginsAt, type Control, moved } from "#lib/domain/campaign/lifecycle.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { begun } from "../operations/begin-operation.ts";
import { find } from "../read/find.ts";
import { retried } from "../retry.ts";
import { listId } from "./save-campaign.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/**
 * Approves the very version that was read. Throws `forbidden` (its author), `empty_audience` (nobody would get it),
 * `wrong_state`, `version_required` and `stale_version` (If-Match).
 */
export async function approveCampaign(
  ports: Needs,
  { id, ifMatch }: { id: string; ifMatch: number | undefined },
  by: By,
): Promise<Stored<"campaign">> {
  const { data, version } = await find(ports.records, "campaign", id);
  const expect = expectedVersion(version, ifMatch);
  const next = moved(data, "approve", by.actor);
  if (!next) throw new Refusal("wrong_state", "It is approved already.");
  await expectSomebody(ports, data);
  const at = ports.clock.now();
  const campaign = { ...next.campaign, occurrence: 1 };
  const event = { type: next.event, at, ...by };
  await ports.records.save([
    { kind: "campaign", id, expect, data: campaign, event },
    occurrenceOf(campaign, beginsAt(campaign, at), at, by),
  ]);
  return { kind: "campaign", id, version: expect + 1, data: campaign, event };
}

async function expectSomebody({ records }: Needs, { audience }: Campaign): Promise<void> {
  const total =
    "list" in audience
      ? (await find(records, "snapshot", listId(audience.list))).data.total
      : (await records.list({ kind: "membership", of: "segment", segment: audience.segment }, { limit: 1 }))
          .items.length;
  if (total === 0)
    throw new Refusal("empty_audience", "Nobody would get this campaign; nothing was started.");
}

/** The operation of one occurrence: from the stream it is begun, at once or then. */
export const occurrenceOf = (
  { id: about, occurrence, canary }: Campaign,
  startsAt: Instant,
  now: Instant,
  by: By,
): Change<"operation"> => {
  const id = occurrenceId(about, occurrence);
  return {
    kind: "operation",
    id,
    expect: 0,
    data: {
      ...{ id, type: "campaign", about, occurrence, status: "waiting", generation: 1 },
      stage: canary ? "canary" : "all",
      startsAt,
      startedAt: now,
    },
    event: { type: "operation.started", at: now, ...by },
  };
};

/**
 * Pauses, resumes or stops it. When this has answered, the state is written: what asks for it from then on
 * (outreach/hold-back.ts) lets nothing leave. Asking twice is asking once. Throws `not_found`, `wrong_state`.
 */
export function controlCampaign(
  ports: Needs,
  { id, control, reason }: { id: string; control: Exclude<Control, "approve">; reason?: string },
  by: By,
): Promise<Stored<"campaign">> {
  return retried(async () => {
    const known = await ports.records.get("campaign", id, { consistent: true });
    if (!known) throw new Refusal("not_found");
    const next = moved(known.data, control, by.actor);
    if (!next) return known;
    const data: Campaign = { ...next.campaign, ...(reason && { reason }) };
    const event = { type: next.event, at: ports.clock.now(), ...by, ...(reason && { reason }) };
    await ports.records.save([
      { kind: "campaign", id, expect: known.version, data, event },
      ...(control === "resume" ? await goingOn(ports, data, by) : []),
      ...(control === "resume" && "journey" in data.send ? [releaseOf(known, by, event.at)] : []),
    ]);
    return { kind: "campaign", id, version: known.version + 1, data, event };
  });
}

/** Messages of a journey that it began are let go by themselves: their turns are the journey's. */
const releaseOf = ({ id, version }: Stored<"campaign">, by: By, at: Instant): Change<"operation"> =>
  begun({ id: `release-campaign-${id}-${version}`, type: "release", about: `campaign:${id}` }, at, by);

/** What was parked is begun again where it stood, as a new execution. */
async function goingOn({ records, clock }: Needs, campaign: Campaign, by: By): Promise<Change[]> {
  const id = occurrenceId(campaign.id, campaign.occurrence);
  const operation = await records.get("operation", id, { consistent: true });
  if (!operation || operation.data.status === "done") return [];
  const data = { ...operation.data, generation: operation.data.generation + 1 };
  const event = { type: "operation.started" as const, at: clock.now(), ...by };
  return [{ kind: "operation", id, expect: operation.version, data, event }];
}
