import type { Template } from "../content/template.ts";
import { variantFor } from "../content/variant-for.ts";
import type { Situation } from "../gate/situation.ts";
import { isMetered } from "../outreach/metered.ts";
import type { Outreach } from "../outreach/outreach.ts";
import { fallbackChain } from "../patient/languages.ts";
import type { Channel } from "../words.ts";
import type { Opening } from "./link.ts";

/**
 * What a message needs a link for: its text names one, or it is an email that a mailbox may offer to unsubscribe from
 * (RFC 8058): one that sells, or that has a link anyway. What is no conversation of the patient's own and no matter of
 * safety may be unsubscribed from.
 */
export function neededLink(
  { outreach, reach, policy, template }: Pick<Situation, "outreach" | "reach" | "policy" | "template">,
  channel: Channel,
): { named: boolean; listed: boolean } {
  if (!template || !policy.linkBase) return { named: false, listed: false };
  const { language, format } = reach.who;
  const variant = variantFor(template.content, channel, fallbackChain(language, policy.language), format);
  const texts = [variant?.subject, variant?.body, ...(variant?.approved?.parameters ?? [])];
  const named = /\blink\.url\b/.test(texts.join(" "));
  const listed = channel === "email" && isMetered(outreach) && (named || outreach.purpose === "marketing");
  return { named, listed };
}

/** What it opens: what was asked for, else the template's page, else what the message is about. */
export function openingOf(
  { opening, about, taskId }: Pick<Outreach, "opening" | "about" | "taskId">,
  template: Template | undefined,
): Opening {
  if (opening) return opening;
  return { page: template?.content.page ?? (about || taskId ? "visit" : "messages") };
}
