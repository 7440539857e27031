import { readersLanguage } from "#lib/domain/content/readers.ts";
import { render, variablesFor } from "#lib/domain/content/render.ts";
import { wholeText } from "#lib/domain/content/whole-text.ts";
import type { Decision, Reason } from "#lib/domain/gate/decision.ts";
import { enclosed } from "#lib/domain/outreach/enclosed.ts";
import { nextChannel, type Routing } from "#lib/domain/outreach/route.ts";
import type { Envelope } from "#lib/ports.ts";
import type { MadeLink } from "../pages/make-link.ts";
import type { Loaded } from "./load.ts";

export type Sendable = Extract<Routing, { go: "send" }>;

/** Renders it as it is true now. What cannot be rendered is not sent: the next channel, or the end. */
export function compose(
  loaded: Loaded,
  routing: Sendable,
  link?: MadeLink,
): Envelope | Exclude<Routing, { go: "send" }> {
  const { outreach, reach, policy, template } = loaded.situation;
  if (!template) throw new Error("the gate let a missing template pass");
  const { given, format } = reach.who;
  const { channel, address } = routing;
  const variables = (language: string) => ({
    ...variablesFor({ given, language, policy, about: outreach.about, awayUntil: outreach.awayUntil }),
    ...(link?.url && { link: { url: link.url } }),
    ...outreach.variables,
  });
  const readers = readersLanguage(channel, reach.who.language, policy);
  const rendered = render(template, { channel, language: readers, format, policy, variables });
  if (!rendered.ok) return unsaid(loaded, routing, rendered.reason);
  const body = wholeText(rendered, { privacy: outreach.privacy, channel, policy });
  if (body === undefined) return unsaid(loaded, routing, "render_failed");
  return {
    outreachId: outreach.id,
    attempt: outreach.attempts.length + 1,
    channel,
    address: address.address,
    language: rendered.language,
    purpose: outreach.purpose,
    ...(rendered.subject && { subject: rendered.subject }),
    body,
    ...(rendered.markup && { markup: true }),
    ...(rendered.format !== "standard" && { format: rendered.format }),
    ...(rendered.approved && { approved: rendered.approved }),
    ...(link?.unsubscribeUrl && { unsubscribeUrl: link.unsubscribeUrl }),
    ...enclosed(loaded.situation, channel, { address, language: rendered.language }),
  };
}

function unsaid(
  { situation }: Loaded,
  { decision: asked, channel }: Sendable,
  reason: Reason,
): Exclude<Routing, { go: "send" }> {
  const decision: Decision = { ...asked, verdict: "drop", reason };
  const next = nextChannel(situation, channel);
  return next ? { go: "reroute", decision, channel: next } : { go: "drop", decision };
}
