import type { TemplateDraft, Variant } from "../template.ts";
import type { Channel } from "../words.ts";
import { type Texts, templateTexts } from "./template-texts.ts";

export type LibraryTemplateId = keyof typeof templateTexts;
type About = Pick<TemplateDraft, "purpose" | "category" | "privacy" | "description">;

const visit = { purpose: "care", category: "appointments", privacy: "limited" } as const;
const service = { purpose: "operations", category: "service", privacy: "none" } as const;

const abouts: Record<LibraryTemplateId, About> = {
  "appointment-confirm": { ...visit, description: "Asks whether the patient will come to a visit" },
  "appointment-nudge": { ...visit, description: "Asks again, after silence" },
  "appointment-confirmed-thanks": { ...visit, description: "Thanks a patient who will come" },
  "appointment-declined-ack": { ...visit, description: "Thanks a patient who cannot come; staff will call" },
  "appointment-moved": { ...visit, description: "Tells the new time of a visit and asks whether it suits" },
  "appointment-cancelled": { ...visit, description: "Tells that a visit will not take place" },
  /** The one message that may follow a STOP: 47 CFR 64.1200(a)(12). */
  "stop-confirmation": { ...service, description: "Says once that no more texts will come" },
  "start-confirmation": { ...service, description: "Says that texts will come again" },
  /** Who we are, where to get help, costs, how to stop: CTIA Messaging Principles and Best Practices 5.1.2. */
  "help-reply": { ...service, description: "Answers HELP" },
  "not-understood": { ...service, description: "Says that a person will read what was not understood" },
};

/** What the customer starts with: English and Spanish, published as they are or changed first. */
export const libraryTemplates: TemplateDraft[] = (Object.keys(templateTexts) as LibraryTemplateId[]).map(
  (id) => ({
    id,
    ...abouts[id],
    variants: variantsOf(templateTexts[id]),
  }),
);

function variantsOf(texts: Texts): Variant[] {
  return Object.entries(texts).flatMap(([channel, languages]) =>
    Object.entries(languages).map(([language, text]) => ({
      channel: channel as Channel,
      language,
      ...(typeof text === "string" ? { body: text } : { subject: text[0], body: text[1] }),
    })),
  );
}
