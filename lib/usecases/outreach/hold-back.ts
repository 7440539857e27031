import { afterRouting, stepEvent } from "#lib/domain/outreach/fate.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { type Routing, route } from "#lib/domain/outreach/route.ts";
import { withoutClaim } from "#lib/domain/reach/claims.ts";
import type { Actor } from "#lib/domain/words.ts";
import { campaignBar } from "../campaigns/bar.ts";
import { retried } from "../retry.ts";
import type { Delivered, DeliverPorts } from "./attempt.ts";
import type { Loaded } from "./load.ts";

const sender: Actor = { type: "system", id: "deliver" };

/**
 * Asks once more, after the claim and at once before the call, whether the campaign was stopped or paused: read
 * consistently and from no cache, so that whoever was told "stopped" before this read knows that nothing leaves. Then
 * the claim and its budget are given back in one write with the outreach's fate. Undefined where it may go.
 */
export async function heldBack(ports: DeliverPorts, loaded: Loaded): Promise<Delivered | undefined> {
  const { situation } = loaded;
  const campaign = await campaignBar(ports, situation, { consistent: true });
  if (!campaign) return undefined;
  const routing = route({ ...situation, campaign }, situation.outreach.channel);
  if (routing.go === "send") throw new Error("the gate let a stopped campaign pass");
  return giveBack(ports, loaded, routing);
}

function giveBack(
  ports: DeliverPorts,
  { outreach: { id }, reach: { id: patientId } }: Loaded,
  routing: Exclude<Routing, { go: "send" }>,
): Promise<Delivered> {
  const { records, clock } = ports;
  return retried(async () => {
    const [outreach, reach] = await Promise.all([
      records.get("outreach", id, { consistent: true }),
      records.get("reach", patientId, { consistent: true }),
    ]);
    if (!outreach || !reach) throw new Error("an outreach vanished");
    if (!isOpen(outreach.data)) return outreach.data.status;
    const at = clock.now();
    const step = afterRouting(outreach.data, routing, at);
    const event = stepEvent(step, { at, actor: sender });
    await records.save([
      { kind: "outreach", id, expect: outreach.version, data: step.outreach, event },
      {
        kind: "reach",
        id: patientId,
        expect: reach.version,
        data: withoutClaim(reach.data, id),
        event: { type: "reach.updated", at, actor: sender, reason: "claim_returned", cause: id },
      },
    ]);
    return step.outreach.status;
  });
}
