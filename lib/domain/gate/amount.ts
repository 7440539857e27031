import { digest, localOf } from "../ids.ts";
import { isAutomaticAnswer, type Outreach } from "../outreach/outreach.ts";
import { addressesAt, addressKey } from "../reach/address.ts";
import { answersWithinHour, sentWithinDay } from "../reach/claims.ts";
import type { ReachAddress } from "../reach/reach.ts";
import { plusMs } from "../time/instant.ts";
import type { Instant } from "../words.ts";
import type { GateFacts } from "./gate.ts";
import type { Situation } from "./situation.ts";

/**
 * What makes two messages the same to the one who reads them: the visit they are about and the category, or, of no
 * visit, the same template with the same values. Held on the claim.
 */
export const nearOf = ({ category, about, template, variables }: Outreach): string =>
  about
    ? digest(8, "visit", category, about.appointmentId)
    : digest(8, "words", template.id, JSON.stringify(variables ?? {}));

/** The run of a journey that an outreach belongs to; direct ones belong to the partner. */
const originOf = (outreachId: string): string | undefined => localOf(outreachId).split("_")[0];

const hoursBefore = (now: Instant, hours: number): Instant => plusMs(now, -hours * 3_600_000);

/** A journey may well say the same again; that another one does so within hours is a mistake of ours. */
export function isNearDuplicate({ outreach, reach, policy, now }: Situation): boolean {
  const foreign = Object.entries(reach.claims).filter(([id]) => originOf(id) !== originOf(outreach.id));
  if (foreign.length === 0) return false;
  const since = hoursBefore(now, policy.nearDuplicateHours);
  const near = nearOf(outreach);
  return foreign.some(([, claim]) => claim.near === near && claim.at > since);
}

/** Safety may need more messages in a day than anything else, and is tried although others failed. */
const safetyFactor = 4;
/** An address that failed rests so long, then one message tries it. */
const restHours = 24;

/** What an address has had too much of, whoever sent it: sends in 24 hours, or attempts in a row that ended badly. */
export function circuitOf(s: Situation, address: ReachAddress | undefined): GateFacts["circuit"] {
  const { reach, policy, now, outreach } = s;
  if (!address) return undefined;
  const safety = outreach.purpose === "safety";
  const most = policy.circuit.sendsPerDay * (safety ? safetyFactor : 1);
  if (sentWithinDay(reach, address.id, now, outreach.id) >= most) return "sends";
  const { trouble } = address;
  const tried = trouble !== undefined && trouble.n >= policy.circuit.failuresInRow;
  return tried && !safety && trouble.at > hoursBefore(now, restHours) ? "failures" : undefined;
}

/** Whether it is an automatic answer that two machines might go on exchanging. What nobody wrote for is no answer. */
export function isAnsweringRobot(
  { outreach, reach, policy, now }: Situation,
  address: ReachAddress,
): boolean {
  if (!isAutomaticAnswer(outreach)) return false;
  if (address.muted && address.muted.until > now) return true;
  // A machine may speak on every channel of its number.
  const key = addressKey(address.channel, address.address);
  const line = addressesAt(reach.addresses, key).map(({ id }) => id);
  return answersWithinHour(reach, line, now, outreach.id) >= policy.robots.answersPerHour;
}
