import { answerableOutreaches, type Party } from "#lib/domain/conversation.ts";
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
