import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { isCanary } from "#lib/domain/campaign/canary.ts";
import { type Pace, turnOf } from "#lib/domain/campaign/slots.ts";
import type { Template } from "#lib/domain/content/template.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Audience, Operation, Part } from "#lib/domain/operation.ts";
import { stepEvent } from "#lib/domain/outreach/fate.ts";
import { planned } from "#lib/domain/outreach/plan.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";
import { lastTemplate, loadPolicy } from "../config.ts";
import { limited } from "../limited.ts";
import type { Batch } from "../operations/work.ts";
import { beginJourney } from "./begin-journey.ts";
import { returnHeld } from "./return-held.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

const batch = 100;
const atOnce = 20;

/** Planned no further ahead: what is not planned when a campaign is stopped needs no undoing. */
const aheadMs = 3_600_000;

type Turn = { patientId: string; reach: Reach; dueAt: Instant };

/**
 * Plans the next patients of one part: each gets a turn by the throttle and by their own hours, and an outreach whose id
 * campaign, occurrence and patient decide. A batch that was planned before, wholly or in half, finds its outreaches
 * there; so does a second worker on the same part.
 */
export async function planBatch(
  ports: Needs,
  campaign: Campaign,
  operation: Operation,
  { part, audience }: { part: Part; audience: Audience },
): Promise<Batch> {
  const now = ports.clock.now();
  const { patientIds } = audience;
  const pace = paceOf(campaign, operation, { patients: patientIds.length, seed: part.id, now });
  if (part.cursor && part.generation !== operation.generation)
    return { part: await returnHeld(ports, { campaign, operation, pace }, { part, audience }) };
  const taken = { ...part.taken };
  const counts = { ...part.counts };
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  const from = Number(part.cursor ?? 0);
  if (from >= patientIds.length) return over(part, now);
  const some = patientIds.slice(from, from + batch).filter((id) => isMeant(campaign, operation, id));
  const policy = await loadPolicy(ports);
  const turns: Turn[] = [];
  for (const [n, reach] of (await reachesOf(ports, some)).entries()) {
    const dueAt = reach && turnOf(pace, taken, { reach: reach.data, policy, campaign });
    if (!dueAt) count(reach ? "no_slot" : "gone");
    else turns.push({ patientId: some[n] as string, reach: reach.data, dueAt });
  }
  const waitSeconds = tooEarly(turns, now, "template" in campaign.send ? aheadMs : 0);
  if (waitSeconds > 0) return { part, waitSeconds };
  const carryOut = await workOn(ports, campaign, { operation, policy, now });
  await limited(turns, atOnce, async (turn) => count(await carryOut(turn)));
  const lastAt = [part.lastAt ?? now, ...turns.map(({ dueAt }) => dueAt)].sort().at(-1) as Instant;
  const { generation } = operation;
  const cursor = String(from + batch);
  return { part: { id: part.id, cursor, done: false, generation, lastAt, counts, taken } };
}

/** Its share of the throttle is that of the patients it has. */
export const paceOf = (
  { throttle }: Pick<Campaign, "throttle">,
  { startsAt, startedAt, total }: Operation,
  { patients, ...rest }: Pick<Pace, "seed" | "now"> & { patients: number },
): Pace => ({ ...rest, throttle, from: startsAt ?? startedAt, share: patients / (total ?? patients) });

/** A part is done once its last turn has passed: until then there is something to pause or stop. */
function over(part: Part, now: Instant): Batch {
  const left = Date.parse(part.lastAt ?? now) - Date.parse(now);
  return left > 0 ? { part, waitSeconds: Math.ceil(left / 1000) } : { part: { ...part, done: true } };
}

const reachesOf = async ({ records }: Needs, ids: string[]): Promise<(Stored<"reach"> | undefined)[]> =>
  records.getMany(
    ids.map((id) => ({ kind: "reach" as const, id })),
    { consistent: true },
  );

/** Seconds until the first turn of a batch is near enough to be planned. */
const tooEarly = (turns: Turn[], now: Instant, ahead: number): number =>
  turns.length === 0
    ? 0
    : Math.ceil((Math.min(...turns.map(({ dueAt }) => Date.parse(dueAt))) - Date.parse(now) - ahead) / 1000);

/** Of a campaign with a canary, each stage has its own patients. */
const isMeant = (campaign: Campaign, { stage }: Operation, patientId: string): boolean =>
  stage === "all" || isCanary(campaign, patientId) === (stage === "canary");

type Context = { operation: Operation; policy: Policy; now: Instant };

async function workOn(
  ports: Needs,
  campaign: Campaign,
  context: Context,
): Promise<(turn: Turn) => Promise<string>> {
  const { send } = campaign;
  if ("journey" in send) return ({ patientId }) => beginJourney(ports, campaign, patientId);
  const template = await lastTemplate(ports, send.template);
  if (!template) throw new Error(`template ${send.template} was never published`);
  return (turn) => planOne(ports, { campaign, send, template, ...context }, turn);
}

type Send = Extract<Campaign["send"], { template: string }>;

async function planOne(
  { records }: Needs,
  c: Context & { campaign: Campaign; send: Send; template: Template },
  { patientId, reach, dueAt }: Turn,
): Promise<"planned" | "known"> {
  const { send, template, policy, now } = c;
  const occurrence = c.operation.occurrence as number;
  const id = campaignOutreachId(patientId, c.campaign.id, occurrence);
  const step = planned(
    {
      id,
      campaign: { id: c.campaign.id, occurrence },
      purpose: template.content.purpose,
      channels: send.channels,
      dueAt,
      ...(send.expiresAfter && { expiresAt: addDuration(dueAt, send.expiresAfter, reach.who.timeZone) }),
      ...(send.variables && { variables: send.variables }),
    },
    { reach, policy, template, now },
  );
  const actor: Actor = { type: "system", id: "campaign" };
  const event = stepEvent(step, { at: now, actor, cause: c.operation.id });
  try {
    await records.save([{ kind: "outreach", id, expect: 0, data: step.outreach, event }]);
    return "planned";
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return "known";
  }
}
