import type { Ask } from "#lib/domain/intake.ts";
import { appointmentAsk } from "./appointment.ts";
import { consentAsk } from "./consent.ts";
import type { Context } from "./context.ts";
import { locationAsk, practitionerAsk } from "./directory.ts";
import { factAsk, factTypes } from "./facts.ts";
import type { Addressed } from "./identity.ts";
import { patientAsk } from "./patient.ts";
import { relatedPersonAsk } from "./related-person.ts";

type Reader = (raw: unknown, to: Addressed, context: Context) => Ask;

/** Every resource type that is understood, and who reads it. */
export const readers = new Map<string, Reader>([
  ["Patient", patientAsk],
  ["RelatedPerson", relatedPersonAsk],
  ["Appointment", appointmentAsk],
  ["Consent", consentAsk],
  ["Location", locationAsk],
  ["Practitioner", practitionerAsk],
  ...factTypes.map((type): [string, Reader] => [type, (raw, to, context) => factAsk(type, raw, to, context)]),
]);
