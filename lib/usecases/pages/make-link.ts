import type { Template } from "#lib/domain/content/template.ts";
import { variantFor } from "#lib/domain/content/variant-for.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { isMetered } from "#lib/domain/outreach/metered.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Routing } from "#lib/domain/outreach/route.ts";
import { linkId, linkLife, type Opening, removalOf } from "#lib/domain/pages/link.ts";
import { fallbackChain } from "#lib/domain/patient/languages.ts";
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
  const { outreach, policy, template } = situation;
  if (!template || !policy.linkBase) return undefined;
  const named = namesLink(template, situation, routing.channel);
  const listed =
    routing.channel === "email" && isMetered(outreach) && (named || outreach.purpose === "marketing");
  if (!named && !listed) return undefined;
  const token = secrets.token();
  return {
    change: linkChange(token, situation, routing),
    ...(named && { url: `${policy.linkBase}/l/${token}` }),
    ...(listed && { unsubscribeUrl: `${policy.linkBase}/u/${token}` }),
  };
}

function namesLink(
  template: Template,
  { reach, policy }: Loaded["situation"],
  channel: Sendable["channel"],
): boolean {
  const { language, format } = reach.who;
  const variant = variantFor(template.content, channel, fallbackChain(language, policy.language), format);
  const texts = [variant?.subject, variant?.body, ...(variant?.approved?.parameters ?? [])];
  return /\blink\.url\b/.test(texts.join(" "));
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

function openingOf({ opening, about, taskId }: Outreach, template: Template | undefined): Opening {
  if (opening) return opening;
  return { page: template?.content.page ?? (about || taskId ? "visit" : "messages") };
}
