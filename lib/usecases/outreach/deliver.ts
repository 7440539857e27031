import { afterAttempt, afterRouting } from "#lib/domain/outreach/fate.ts";
import { type Routing, route } from "#lib/domain/outreach/route.ts";
import { isDueBy, isGivenUp, isSilent, lostAttempt } from "#lib/domain/outreach/trigger.ts";
import { type DeliverMessage, VersionConflict } from "#lib/ports.ts";
import { makeLink } from "../pages/make-link.ts";
import { retried } from "../retry.ts";
import {
  claim,
  type Delivered,
  type DeliverPorts,
  reachedNobody,
  refund,
  saveStep,
  send,
} from "./attempt.ts";
import { compose } from "./compose.ts";
import { waitsNoMore } from "./displace.ts";
import { fallBack } from "./fall-back.ts";
import { heldBack } from "./hold-back.ts";
import { type Loaded, loadOutreach } from "./load.ts";

/**
 * The one way out: ask the gate, take the claim and the budget in one conditional write, send, record the fate.
 * Any trigger may come twice, late or out of order; a crash after the claim ends as `unknown`, never as a second send.
 * A yes may be asked of an eventually consistent read, for the claim would fail on it; a no is read again first: what
 * was planned or granted this very second must not be dropped.
 */
export async function deliver(ports: DeliverPorts, message: DeliverMessage): Promise<Delivered> {
  const by = ports.ids.unique();
  const ready = await retried(async (again) => {
    const loaded = await loadOutreach(ports, message.outreachId, { consistent: again, by });
    if (loaded && isSilent(loaded.situation.outreach, loaded.situation.now)) return fallBack(ports, loaded);
    const routing = loaded && routingOf(loaded, message);
    if (!again && routing?.go !== "send") throw new VersionConflict("asked again, for sure");
    if (!loaded || !routing) return "nothing_to_do" as const;
    if (routing.go !== "send") return settle(ports, loaded, routing);
    const link = makeLink(ports, loaded, routing);
    const envelope = compose(loaded, routing, link);
    if ("go" in envelope) return settle(ports, loaded, envelope);
    if (link) await ports.records.save([link.change]);
    await claim(ports, loaded, { by, to: routing.address.id });
    return (await heldBack(ports, loaded)) ?? { loaded, routing, envelope };
  });
  if (typeof ready === "string") return ready;
  return send(ports, ready);
}

/** Undefined where the trigger is stale. */
function routingOf({ situation }: Loaded, { channel }: DeliverMessage): Routing | undefined {
  const { outreach, now } = situation;
  return isDueBy(outreach, channel, now) ? route(situation, outreach.channel) : undefined;
}

async function settle(
  ports: DeliverPorts,
  loaded: Loaded,
  routing: Exclude<Routing, { go: "send" }>,
): Promise<Delivered> {
  const { outreach, now, reach } = loaded.situation;
  if (routing.decision.reason === "already_claimed") {
    const claimed = reach.claims[outreach.id];
    if (!claimed || !isGivenUp(claimed.at, now)) return "in_flight";
    const lost = afterAttempt(outreach, lostAttempt(outreach, claimed.at), {});
    return saveStep(ports, loaded.outreach, lost);
  }
  const status = await saveStep(ports, loaded.outreach, afterRouting(outreach, routing, now));
  if (reachedNobody(status) && reach.claims[outreach.id]?.counted)
    await refund(ports, outreach.id, loaded.reach.id);
  if (routing.go === "drop" && reach.waiting?.[outreach.id]) await waitsNoMore(ports, outreach);
  return status;
}
