import type { JourneyDraft } from "../journey/definition.ts";
import { appointmentReminder } from "./appointment-reminder.ts";

/** Journeys that a new customer finds as drafts. */
export const libraryJourneys: JourneyDraft[] = [appointmentReminder];
