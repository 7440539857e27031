import type { FormDraft } from "../../forms/form.ts";
import { checkIns } from "./check-ins.ts";
import { preVisit, registration } from "./intake.ts";
import { screenings } from "./phq-gad.ts";

/** What the customer starts with: English and Spanish, published as they are or changed first. */
export const libraryForms: FormDraft[] = [registration, preVisit, ...checkIns, ...screenings];
