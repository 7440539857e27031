import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { spanOf } from "#lib/domain/campaign/dry-run.ts";
import { type Pace, turnOf } from "#lib/domain/campaign/slots.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Audience, Operation, Part } from "#lib/domain/operation.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { limited } from "../limited.ts";
import { dueAgain } from "../outreach/due-again.ts";

type Needs = Pick<Ports, "records" | "clock">;
type Context = { campaign: Campaign; operation: Operation; pace: Pace };

const atOnce = 20;

/**
 * After a pause: each message of this part that it held gets a new turn, by the throttle and the patient's own hours as
 * any other, so that it leaves soon and no hour has more than its share. Done again after a crash, some get a later one.
 */
export async function returnHeld(
  ports: Needs,
  context: Context,
  { part, audience }: { part: Part; audience: Audience },
): Promise<Part> {
  const { campaign, operation, pace } = context;
  const policy = await loadPolicy(ports);
  const taken = { ...part.taken };
  const planned = audience.patientIds.slice(0, Number(part.cursor));
  const held = await heldOf(ports, context, planned);
  const reaches = await ports.records.getMany(
    held.map(({ data }) => ({ kind: "reach" as const, id: data.patientId })),
  );
  const turns = held.flatMap((outreach, n) => {
    const reach = reaches[n]?.data;
    const at = reach && turnOf(pace, taken, { reach, policy, campaign });
    return at ? [{ outreach, at }] : [];
  });
  const by = { id: "campaign", cause: operation.id };
  await limited(turns, atOnce, async ({ outreach, at }) => void (await dueAgain(ports, outreach, at, by)));
  const span = spanOf([part.lastAt, ...turns.map(({ at }) => at)]);
  return { ...part, ...(span.lastAt && { lastAt: span.lastAt }), taken, generation: operation.generation };
}

async function heldOf(
  { records }: Needs,
  { campaign, operation }: Context,
  patientIds: string[],
): Promise<Stored<"outreach">[]> {
  const found: Stored<"outreach">[] = [];
  for (let from = 0; from < patientIds.length; from += 100) {
    const ids = patientIds
      .slice(from, from + 100)
      .map((id) => campaignOutreachId(id, campaign.id, operation.occurrence as number));
    const some = ids.map((id) => ({ kind: "outreach" as const, id }));
    for (const one of await records.getMany(some, { consistent: true }))
      if (one?.data.status === "held" && one.data.reason === "campaign_paused") found.push(one);
  }
  return found;
}
