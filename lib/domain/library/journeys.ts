import type { TemplateDraft } from "../content/template.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import { asksPatient } from "../journey/grammar.ts";
import { chronicCare, medicationAdherence, newDiagnosis } from "./chronic.ts";
import { satisfactionFeedback } from "./experience.ts";
import type { Family, Module } from "./family.ts";
import { newPatientWelcome, portalAdoption, prospectToVisit } from "./onboarding.ts";
import { annualVisit, preventiveRecall } from "./prevention.ts";
import { referralCompletion } from "./referrals.ts";
import { libraryTemplates } from "./templates.ts";
import { postDischarge } from "./transitions.ts";
import { appointmentReminderFamily, noShowRecovery, preVisit } from "./visits.ts";

/** In the order in which they can be published: a journey that others begin comes before those. */
export const families: Family[] = [
  appointmentReminderFamily,
  preVisit,
  newPatientWelcome,
  noShowRecovery,
  referralCompletion,
  chronicCare,
  newDiagnosis,
  medicationAdherence,
  postDischarge,
  preventiveRecall,
  annualVisit,
  portalAdoption,
  prospectToVisit,
  satisfactionFeedback,
];

/** Journeys that a new customer finds as drafts. */
export const libraryJourneys: JourneyDraft[] = families.map((family) => family.journey);

/** What a module needs to be switched on alone. */
export const journeysOf = (wanted: readonly Module[]): JourneyDraft[] =>
  families.filter(({ module }) => wanted.includes(module)).map(({ journey }) => journey);

/** What these journeys say, and what the system itself says (STOP, HELP): a module brings its own words and no others. */
export function templatesFor(wanted: readonly Module[]): TemplateDraft[] {
  const used = new Set(templateIdsOf(journeysOf(wanted)));
  const others = new Set(templateIdsOf(libraryJourneys));
  return libraryTemplates.filter(({ id }) => used.has(id) || !others.has(id));
}

export const templateIdsOf = (journeys: JourneyDraft[]): string[] =>
  journeys.flatMap(({ steps }) =>
    Object.values(steps).flatMap((step) =>
      step.do === "message" || asksPatient(step) ? [step.template] : [],
    ),
  );
