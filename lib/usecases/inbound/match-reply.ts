import { type addressee, answerableOutreaches, type Party } from "#lib/domain/conversation.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { hasAnyGrant } from "#lib/domain/reach/consents.ts";
import type { ReachAddress } from "#lib/domain/reach/reach.ts";
import type { Inbound, Ports } from "#lib/ports.ts";

/** The outreach whose message the provider says this one answers, where several could be meant. */
export async function outreachAnswered(
  { records, clock }: Pick<Ports, "records" | "clock">,
  { inReplyTo }: Inbound,
  parties: Party[],
): Promise<string | undefined> {
  if (!inReplyTo) return undefined;
  const open = answerableOutreaches(parties, clock.now());
  if (open.length < 2) return undefined;
  const found = await records.getMany(open.map((id) => ({ kind: "outreach" as const, id })));
  return found.find((outreach) => outreach?.data.attempts.some((a) => a.providerId === inReplyTo))?.id;
}

/** The contact point of the patient's that a message came from. */
export function writtenFrom(
  parties: Party[],
  patientId: string | undefined,
  { channel, from }: Inbound,
): ReachAddress | undefined {
  const reach = parties.find((party) => party.patientId === patientId)?.reach;
  const key = addressKey(channel, from);
  return reach?.addresses.find((a) => a.channel === channel && addressKey(channel, a.address) === key);
}

/**
 * What the open task takes for an answer. From a relation to whom the patient has granted nothing it takes none: a
 * person reads it.
 */
export function answersTaken(
  parties: Party[],
  who: ReturnType<typeof addressee>,
  inbound: Inbound,
): readonly string[] {
  if (!who?.task) return [];
  const relation = writtenFrom(parties, who.patientId, inbound)?.relation;
  const reach = parties.find(({ patientId }) => patientId === who.patientId)?.reach;
  return !relation || (reach && hasAnyGrant(reach, relation)) ? who.task.answers : [];
}
