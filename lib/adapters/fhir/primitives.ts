import * as z from "zod";

/**
 * FHIR R4 data types (hl7.org/fhir/R4/datatypes.html), read loosely: unknown fields are fine, wrong ones are not.
 */

const realDate = (text: string): boolean => {
  const [year, month = "01", day = "01"] = text.split("-");
  return z.iso.date().safeParse(`${year}-${month}-${day}`).success;
};

/** YYYY, YYYY-MM or YYYY-MM-DD. */
export const FhirDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "a FHIR date: YYYY, YYYY-MM or YYYY-MM-DD")
  .refine(realDate, "a date that exists");

const timed =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** An instant in milliseconds. A leap second counts as the second before it. */
function toInstant(text: string): string {
  return new Date(text.replace(/^(.{17})60/, "$159").replace(/(\.\d{3})\d+/, "$1")).toISOString();
}

export const FhirInstant = z
  .string()
  .regex(timed, "a FHIR instant: YYYY-MM-DDThh:mm:ss with a time zone offset")
  .refine((text) => realDate(text.slice(0, 10)), "a date that exists")
  .transform(toInstant);

/** A dateTime as an instant; one without a time is the start of its first day in UTC. */
export const FhirDateTime = z.union([
  FhirInstant,
  FhirDate.transform((text) => toInstant(`${text}${"-01-01".slice(text.length - 4)}T00:00:00Z`)),
]);

export const Coding = z.object({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
});
export const CodeableConcept = z.object({ coding: z.array(Coding).optional(), text: z.string().optional() });
export type CodeableConcept = z.infer<typeof CodeableConcept>;

export const Period = z.object({ start: FhirDateTime.optional(), end: FhirDateTime.optional() });

export const FhirIdentifier = z.object({
  use: z.string().optional(),
  type: CodeableConcept.optional(),
  system: z.string().optional(),
  value: z.string().optional(),
});
export type FhirIdentifier = z.infer<typeof FhirIdentifier>;

export const Reference = z.object({
  reference: z.string().optional(),
  type: z.string().optional(),
  identifier: FhirIdentifier.optional(),
  display: z.string().optional(),
});
export type Reference = z.infer<typeof Reference>;

export const HumanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string().nullable()).optional(),
});
export type HumanName = z.infer<typeof HumanName>;

export const Telecom = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  use: z.enum(["home", "work", "temp", "old", "mobile"]).optional(),
  rank: z.number().optional(),
});
export type Telecom = z.infer<typeof Telecom>;

export const Address = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  line: z.array(z.string().nullable()).optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
});
export type Address = z.infer<typeof Address>;

export const Extension = z.object({
  url: z.string(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
});
export type Extension = z.infer<typeof Extension>;

/** What every resource may have. */
export const Resource = z.object({
  resourceType: z.string(),
  id: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,64}$/, "a FHIR id: 1 to 64 letters, digits, hyphens or dots")
    .optional(),
  meta: z.object({ lastUpdated: FhirInstant.optional() }).optional(),
  identifier: z.array(FhirIdentifier).optional(),
  extension: z.array(Extension).optional(),
});
