import { consentFor, hasPart2Consent, type Wanted } from "../reach/consents.ts";
import type { ReachAddress } from "../reach/reach.ts";
import type { Channel } from "../words.ts";
import type { GateFacts } from "./gate.ts";
import type { Situation } from "./situation.ts";

/** What the ledger says of a message to this address. */
export function consentFacts(
  s: Situation,
  channel: Channel | undefined,
  address: ReachAddress | undefined,
): Pick<GateFacts, "consent" | "part2"> {
  if (!channel) return { consent: "none" };
  const { purpose, category, privacy, levels } = s.outreach;
  const wanted = { purpose, channel, category, program: levels?.program, relation: address?.relation };
  const facts: Pick<GateFacts, "consent" | "part2"> = { consent: consentOf(s, wanted) };
  if (privacy === "part2" && hasPart2Consent(s.reach, wanted, s.now)) facts.part2 = true;
  return facts;
}

/**
 * Marketing needs a written consent (47 CFR 64.1200(f)(9)). Where the ledger says nothing, the policy may take the
 * contact point that the patient gave for consent; a relation's address never.
 */
function consentOf(s: Situation, wanted: Wanted): GateFacts["consent"] {
  const { reach, policy, now } = s;
  const { purpose, channel, relation } = wanted;
  const entry = consentFor(reach, wanted, now);
  const own = relation ? consentFor(reach, { ...wanted, relation: undefined }, now) : undefined;
  // Nothing reaches a relation that was not granted to it, or that the patient has revoked altogether since.
  if (relation && (!entry || (own && !own.granted && own.at >= entry.at))) return "revoked";
  if (entry && !entry.granted) return "revoked";
  if (entry) return purpose !== "marketing" || entry.written ? "granted" : "none";
  const implied =
    purpose !== "marketing" &&
    policy.impliedConsent.includes(purpose) &&
    policy.impliedChannels.includes(channel);
  return implied ? "implied" : "none";
}
