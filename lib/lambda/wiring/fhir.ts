import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import type { IntakeFormat } from "#lib/domain/intake.ts";

export const fhir: IntakeFormat = fhirFormat;
