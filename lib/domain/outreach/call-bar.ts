import { addressFor } from "../gate/address.ts";
import type { Reason } from "../gate/decision.ts";
import { gateFacts } from "../gate/facts.ts";
import { lasting, lastingBar } from "../gate/gate.ts";
import type { Situation } from "../gate/situation.ts";
import { addressKey } from "../reach/address.ts";
import type { Reach, ReachAddress } from "../reach/reach.ts";
import type { PhoneCall } from "../task.ts";
import { numberChannels } from "../words.ts";

/** Why a call on the worklist must not be made any more. `address_changed`: the number is no longer the patient's. */
export type CallBar = Reason | "address_changed";

export const isCallBar = (reason: string | undefined): reason is CallBar =>
  reason === "address_changed" || lasting.has(reason as Reason);

/**
 * A call leaves when a person dials, which is long after its task was opened: the gate is asked again then (invariants 2
 * and 4). Undefined where it may be made.
 */
export function callBar(s: Situation, call: PhoneCall): CallBar | undefined {
  const number = numberOf(s, call);
  if (!number) return "address_changed";
  const outreach = { ...s.outreach, addressId: number.id };
  return lastingBar(gateFacts({ ...s, outreach, enrollment: runOf(s) }, "staff-call"));
}

/** The very contact point, else another one with that number; of those that may be used. */
function numberOf({ outreach, reach }: Situation, { attempt, phone }: PhoneCall): ReachAddress | undefined {
  const key = addressKey("staff-call", phone);
  const used = outreach.attempts.find(({ n }) => n === attempt)?.addressId;
  const same = reach.addresses.filter(
    ({ id, channel, address }) =>
      numberChannels.has(channel) &&
      addressKey(channel, address) === key &&
      addressFor(reach, "staff-call", id)?.id === id,
  );
  return same.find(({ id }) => id === used) ?? same[0];
}

/** A run that has come to its own last step left the call behind; one that was ended took it back. */
const runOf = ({ enrollment }: Situation): Situation["enrollment"] =>
  enrollment?.status === "ended" && enrollment.reason === "end"
    ? { ...enrollment, status: "active" }
    : enrollment;

/** What of a reach item can bar a call: not what it was sent, nor when. */
const asked = ({ who, addresses, confidential, declined, consents, visits, cancelled }: Reach): string =>
  JSON.stringify([
    [who.deceased, who.active, confidential, declined, consents, visits, cancelled],
    addresses.map(({ id, address, health, stopped, relation }) => [id, address, health, stopped, relation]),
  ]);

/** Whether a change of it can bar a call that was open before. */
export const mayBarCalls = (before: Reach | undefined, after: Reach): boolean =>
  before !== undefined && asked(before) !== asked(after);
