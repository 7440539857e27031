import { nextOccurrence } from "#lib/domain/campaign/calendar.ts";
import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Operation, Part } from "#lib/domain/operation.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { changeOperation } from "../operations/change-operation.ts";
import { partsOf } from "../operations/parts.ts";
import { occurrenceOf } from "./control-campaign.ts";

type Needs = Pick<Ports, "records" | "clock">;
const actor: Actor = { type: "system", id: "campaign" };

/**
 * After an execution: with every part planned, the canary's judgement is set, or the occurrence is over and the next one
 * begins by the calendar. With a part parked nothing changes: it goes on when the campaign does.
 */
export async function closeCampaign(ports: Needs, operation: Operation): Promise<void> {
  const { id, parts, about, stage } = operation;
  const [campaign, done] = await Promise.all([
    ports.records.get("campaign", about, { consistent: true }),
    partsOf(ports.records, id),
  ]);
  if (!campaign || operation.status !== "running" || parts === undefined) return;
  const isThrough = (part: Part) => part.done || isBegunAgain(part, operation);
  if (campaign.data.status !== "running" || done.filter(isThrough).length < parts) return;
  const now = ports.clock.now();
  if (stage === "canary") return watch(ports, campaign.data, operation, now);
  await changeOperation(
    ports,
    id,
    "operation.done",
    (known) => ({ ...known, status: "done", endedAt: now }),
    () => finished(ports, about, now),
  );
}

/** Its parts are begun again for everybody else once the first share was watched. */
async function watch(ports: Needs, { canary }: Campaign, operation: Operation, now: Instant): Promise<void> {
  const { id, generation } = operation;
  const watched = addDuration(now, canary?.watch ?? "P1D", "UTC");
  for (const part of await partsOf(ports.records, id)) await again(ports, part.id, generation + 1, now);
  await changeOperation(ports, id, "operation.started", (known) => ({
    ...known,
    stage: "judge",
    generation: known.generation + 1,
    startsAt: watched,
  }));
}

/** For the next generation: whoever broke off between two parts, or before the operation said so, goes on here. */
const isBegunAgain = (part: Part, { generation }: Operation): boolean => (part.generation ?? 0) > generation;

async function again({ records }: Needs, id: string, generation: number, at: Instant): Promise<void> {
  const part = await records.get("part", id, { consistent: true });
  if (!part?.data.done) return;
  const { cursor: _, taken: __, ...rest } = part.data;
  const data = { ...rest, done: false, generation };
  const event = { type: "operation.advanced" as const, at, actor };
  await records.save([{ kind: "part", id, expect: part.version, data, event }]);
}

/** The campaign's end, or its next occurrence. */
async function finished({ records }: Needs, campaignId: string, now: Instant): Promise<Change[]> {
  const known = await records.get("campaign", campaignId, { consistent: true });
  if (known?.data.status !== "running") return [];
  const { id, version, data } = known;
  const { nextAt: _, ...rest } = data;
  const next = data.when && "repeat" in data.when ? nextOccurrence(data.when.repeat, now) : undefined;
  if (!next) {
    const event = { type: "campaign.finished" as const, at: now, actor };
    return [{ kind: "campaign", id, expect: version, data: { ...rest, status: "finished" }, event }];
  }
  const recurring: Campaign = { ...rest, status: "approved", occurrence: data.occurrence + 1, nextAt: next };
  const event = { type: "campaign.finished" as const, at: now, actor, reason: "occurrence" };
  return [
    { kind: "campaign", id, expect: version, data: recurring, event },
    occurrenceOf(recurring, next, now, { actor, cause: id }),
  ];
}
