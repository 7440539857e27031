import { type Tally, tallied } from "#lib/domain/campaign/dry-run.ts";
import type { Operation, Part } from "#lib/domain/operation.ts";
import { partId } from "#lib/domain/operation.ts";
import { inParts, type OperatePorts } from "../operations/work.ts";
import { find } from "../read/find.ts";
import { begins } from "./dry-run-campaign.ts";
import { foresight } from "./foresee.ts";
import { audienceFor } from "./open-campaign.ts";
import { paceOf } from "./plan-part.ts";

const batch = 250;

/** What a campaign would do for everybody it is for now, part by part as it would be planned. */
export const dryRunWork = inParts({
  async parts(ports, operation) {
    const { data: campaign } = await find(ports.records, "campaign", operation.about);
    const { id, parts, total } = (await audienceFor(ports, campaign, operation)).data;
    return { audience: id, parts, total };
  },
  batch: async (ports, operation, part, n) => ({ part: await lookAtSome(ports, operation, part, n) }),
});

async function lookAtSome(ports: OperatePorts, operation: Operation, part: Part, n: number): Promise<Part> {
  const { audience = operation.id, startedAt } = operation;
  const [{ data: campaign }, { data }] = await Promise.all([
    find(ports.records, "campaign", operation.about),
    find(ports.records, "audience", partId(audience, n)),
  ]);
  const from = Number(part.cursor ?? 0);
  const some = data.patientIds.slice(from, from + batch);
  const startsAt = begins(campaign, startedAt);
  const patients = data.patientIds.length;
  const pace = paceOf(campaign, { ...operation, startsAt }, { patients, seed: part.id, now: startsAt });
  const ask = await foresight(ports, campaign);
  const taken = { ...part.taken };
  let tally: Tally = part;
  const reaches = await ports.records.getMany(some.map((id) => ({ kind: "reach" as const, id })));
  for (const reach of reaches) tally = tallied(tally, await ask(pace, taken, reach));
  const next = from + batch;
  return { id: part.id, cursor: String(next), done: next >= patients, taken, ...tally };
}
