import { fhirPathExpressions } from "#lib/adapters/fhirpath/expressions.ts";
import type { Expressions } from "#lib/ports.ts";

/** FHIRPath for the forms of patients' pages. */
export const expressions: Expressions = fhirPathExpressions;
