import { withPart2Notice } from "#lib/domain/consent/part2.ts";
import { render, variablesFor } from "#lib/domain/content/render.ts";
import type { Decision } from "#lib/domain/gate/decision.ts";
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
  const { given, language: own } = reach.who;
  const variables = (language: string) => ({
    ...variablesFor({ given, language, policy, about: outreach.about }),
    ...(link?.url && { link: { url: link.url } }),
    ...outreach.variables,
  });
  const rendered = render(template, { channel: routing.channel, language: own, policy, variables });
  if (!rendered.ok) {
    const decision: Decision = { ...routing.decision, verdict: "drop", reason: rendered.reason };
    const next = nextChannel(loaded.situation, routing.channel);
    return next ? { go: "reroute", decision, channel: next } : { go: "drop", decision };
  }
  return {
    outreachId: outreach.id,
    attempt: outreach.attempts.length + 1,
    channel: routing.channel,
    address: routing.address.address,
    language: rendered.language,
    purpose: outreach.purpose,
    ...(rendered.subject && { subject: rendered.subject }),
    body: outreach.privacy === "part2" ? withPart2Notice(rendered.body) : rendered.body,
    ...(link?.unsubscribeUrl && { unsubscribeUrl: link.unsubscribeUrl }),
  };
}
