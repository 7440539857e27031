import type { Fault } from "../errors.ts";
import type { TemplateDraft, Variant } from "./template.ts";

/** Meta's limits on a body's text and on how a placeholder is filled. */
const mostCharacters = 1024;

/** What is wrong with a WhatsApp variant, and with an approved template on a channel that knows none. */
export function whatsAppFaults({ channel, approved, body }: Variant): Fault[] {
  if (channel !== "whatsapp")
    return approved
      ? [{ pointer: "/approved", detail: "Only WhatsApp has approved templates: leave it out here." }]
      : [];
  return body.length > mostCharacters
    ? [{ pointer: "/body", detail: `WhatsApp takes ${mostCharacters} characters: shorten it.` }]
    : [];
}

/** Without one the text may only answer a patient who wrote within the day, as the answers of `service` do. */
export const whatsAppWarnings = (
  { category }: Pick<TemplateDraft, "category">,
  { channel, approved }: Variant,
): Fault[] =>
  channel === "whatsapp" && !approved && category !== "service"
    ? [
        {
          pointer: "/approved",
          detail:
            "Without a template that Meta approved, it leaves only within 24 hours of the patient's own message.",
        },
      ]
    : [];
