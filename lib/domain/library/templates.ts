import type { TemplateDraft, Variant } from "../content/template.ts";
import type { Channel } from "../words.ts";
import { templateTexts as firstTexts, type Texts } from "./template-texts.ts";
import { accessTexts, serviceTexts } from "./texts/access.ts";
import { careTexts } from "./texts/care.ts";
import { pageTexts } from "./texts/pages.ts";

const templateTexts = { ...firstTexts, ...accessTexts, ...careTexts, ...serviceTexts, ...pageTexts };

export type LibraryTemplateId = keyof typeof templateTexts;
type About = Pick<TemplateDraft, "purpose" | "category" | "privacy" | "description" | "variables" | "page">;

const visit = { purpose: "care", category: "appointments", privacy: "limited" } as const;
const service = { purpose: "operations", category: "service", privacy: "none" } as const;
const follow = { purpose: "care", category: "follow-up", privacy: "limited" } as const;
const prevention = { purpose: "care", category: "prevention", privacy: "limited" } as const;
const relations = { purpose: "operations", category: "relations", privacy: "limited" } as const;

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
  "after-hours": {
    ...service,
    description: "Says when the care team reads again, and what to do until then",
  },
  "crisis-reply": {
    ...service,
    purpose: "safety",
    description: "Says what to do in an emergency, to words of danger",
  },
  "previsit-intake": { ...visit, description: "Asks for the form before a visit" },
  "previsit-intake-nudge": { ...visit, description: "Asks for the form again, and offers help" },
  "previsit-prep-week": { ...visit, description: "Asks whether the patient has the steps to get ready" },
  "previsit-prep-day": { ...visit, description: "Reminds of the steps on the day before" },
  "welcome-hello": { ...visit, description: "Welcomes a new patient" },
  "welcome-form": { ...visit, description: "Asks a new patient for the first form" },
  "noshow-rebook": { ...visit, description: "Asks a patient who did not come for a new time" },
  "noshow-rebook-nudge": { ...visit, description: "Asks again for a new time" },
  "referral-ask": { ...visit, description: "Offers to book the specialist" },
  "referral-nudge": { ...visit, description: "Offers it again, and asks what is in the way" },
  "referral-soon": { ...visit, description: "Tells what to bring to the specialist" },
  "care-call-ack": { ...follow, description: "Says that the care team will call" },
  "care-thanks": { ...follow, description: "Thanks for an answer" },
  "firstmonth-questions": { ...follow, description: "Asks whether all is clear after the visit" },
  "firstmonth-learn": { ...follow, description: "Brings something to read" },
  "firstmonth-plan": { ...follow, description: "Asks whether the care plan could be started" },
  "followup-book": { ...follow, description: "Offers to book the follow-up visit" },
  "chronic-learn": { ...follow, description: "Brings the tip of the month" },
  "chronic-refill": { ...follow, description: "Asks whether there is enough medicine" },
  "adherence-check": { ...follow, description: "Asks how it goes with the medicine" },
  "discharge-home": { ...follow, description: "Brings the going-home steps and the warning signs" },
  "discharge-check": { ...follow, description: "Asks how the patient feels at home" },
  "recall-due": { ...prevention, description: "Says that a check or shot is due" },
  "recall-nudge": { ...prevention, description: "Says so again" },
  "annual-due": { ...prevention, description: "Says that the yearly visit is due" },
  "portal-invite": { ...relations, description: "Invites to the portal" },
  "portal-help": { ...relations, description: "Offers help with the portal" },
  "prospect-hello": { ...relations, description: "Answers an inquiry" },
  "prospect-nudge": { ...relations, description: "Offers a first visit again" },
  "feedback-ask": { ...relations, description: "Asks how the visit was" },
  "feedback-thanks": { ...relations, description: "Thanks for the answer" },
  "link-again": { ...service, description: "Sends a patient the new link they asked for" },
  "page-code": { ...service, variables: ["code"], description: "Sends a one-time code for the pages" },
  "visit-preparation": {
    ...visit,
    category: "preparation",
    page: "read",
    description: "Links to how to get ready for a visit",
  },
  "earlier-time": { ...visit, page: "time", description: "Offers a time that became free" },
  "care-message": {
    ...follow,
    variables: ["text"],
    page: "read",
    description: "Links to what the care team wrote",
  },
  "service-call-ack": { ...relations, description: "Says that a person will call" },
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
