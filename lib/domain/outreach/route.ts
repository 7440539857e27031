import { addressFor } from "../gate/address.ts";
import type { Decision } from "../gate/decision.ts";
import { gateFacts } from "../gate/facts.ts";
import { channelReasons, gate } from "../gate/gate.ts";
import type { Situation } from "../gate/situation.ts";
import { healthAfterRefusal } from "../patient/health.ts";
import { type ReachAddress, withHealth } from "../reach/reach.ts";
import type { Channel, Instant } from "../words.ts";
import type { Attempt } from "./outreach.ts";

/** What to do with an outreach now. `reroute` names the first later channel of its plan that could carry it. */
export type Routing =
  | { go: "send"; decision: Decision; channel: Channel; address: ReachAddress }
  | { go: "hold"; decision: Decision; until: Instant }
  | { go: "reroute"; decision: Decision; channel: Channel }
  | { go: "drop"; decision: Decision };

/** Asks the gate for one channel and, where only that channel is barred, for the next ones of the plan. */
export function route(situation: Situation, channel: Channel | undefined): Routing {
  const decision = gate(gateFacts(situation, channel));
  if (decision.verdict === "hold") return { go: "hold", decision, until: decision.until as Instant };
  if (decision.verdict === "send" && channel) {
    const address = addressFor(situation.reach, channel, situation.outreach.addressId) as ReachAddress;
    return { go: "send", decision, channel, address };
  }
  const next = decision.reason && channelReasons.has(decision.reason) && nextChannel(situation, channel);
  return next ? { go: "reroute", decision, channel: next } : { go: "drop", decision };
}

/** The next channel of the plan that is not barred as a channel; whether it must wait is asked there. */
export function nextChannel(situation: Situation, after: Channel | undefined): Channel | undefined {
  const { plan } = situation.outreach;
  const rest = after ? plan.slice(plan.indexOf(after) + 1) : plan;
  return rest.find((channel) => {
    const { verdict, reason } = gate(gateFacts(situation, channel));
    return verdict !== "drop" || (reason !== undefined && !channelReasons.has(reason));
  });
}

/**
 * The same after a definite refusal, by what it says of the address: a number that took no text because it is a landline
 * can be called. None where the attempt was not refused.
 */
export function nextAfterRefusal(situation: Situation, attempt: Attempt): Channel | undefined {
  const { outcome, code, channel, addressId } = attempt;
  if (outcome !== "refused") return undefined;
  const health = healthAfterRefusal(code);
  const reach = health ? withHealth(situation.reach, { addressId, health }) : situation.reach;
  return nextChannel({ ...situation, reach }, channel);
}
