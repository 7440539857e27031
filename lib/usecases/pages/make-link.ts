import type { Change } from "#lib/domain/kinds.ts";
import type { Routing } from "#lib/domain/outreach/route.ts";
import { linkId, linkLife, removalOf } from "#lib/domain/pages/link.ts";
import { neededLink, openingOf } from "#lib/domain/pages/needed-link.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Ports } from "#lib/ports.ts";
import type { Loaded } from "../outreach/load.ts";

type Sendable = Extract<Routing, { go: "send" }>;

/** A link for one send. `change` is saved before the message leaves: a link in a message is never a dead one. */
export type MadeLink = { change: Change<"link">; url?: string; unsubscribeUrl?: string };

/**
 * The link that this message needs: where its text names one, or where it is an email that a mailbox may offer to
 * unsubscribe from (RFC 8058). Each try makes a new one; that of a try which lost its claim was never told to anyone.
 */
export function makeLink(
  { secrets }: Pick<Ports, "secrets">,
  { situation }: Loaded,
  routing: Sendable,
): MadeLink | undefined {
  const { named, listed } = neededLink(situation, routing.channel);
  if (!named && !listed) return undefined;
  const { linkBase } = situation.policy;
  const token = secrets.token();
  return {
    change: linkChange(token, situation, routing),
    ...(named && { url: `${linkBase}/l/${token}` }),
    ...(listed && { unsubscribeUrl: `${linkBase}/u/${token}` }),
  };
}

function linkChange(
  token: string,
  { outreach, reach, template, now }: Loaded["situation"],
  { channel, address }: Sendable,
): Change<"link"> {
  const opening = openingOf(outreach, template);
  const expiresAt = plusMs(now, durationMs(linkLife[opening.page]));
  const id = linkId(token);
  return {
    kind: "link",
    id,
    expect: 0,
    data: {
      id,
      patientId: outreach.patientId,
      outreachId: outreach.id,
      channel,
      addressId: address.id,
      ...(address.relation && { relation: address.relation }),
      category: outreach.category,
      language: reach.who.language,
      opening,
      ...(outreach.taskId && { taskId: outreach.taskId }),
      ...(outreach.about && { appointmentId: outreach.about.appointmentId }),
      createdAt: now,
      expiresAt,
      status: "open",
      failed: 0,
      again: [],
      codes: [],
      removeAt: removalOf(expiresAt),
    },
    event: { type: "link.made", at: now, actor: { type: "system", id: "deliver" }, cause: outreach.id },
  };
}
