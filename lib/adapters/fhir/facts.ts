import * as z from "zod";
import type { Fact } from "#lib/domain/fact.ts";
import { FactInput } from "#lib/domain/inputs.ts";
import type { Ask } from "#lib/domain/intake.ts";
import { type Context, parse, wantedPatient } from "./context.ts";
import { type Addressed, referenceFor } from "./identity.ts";
import { measured, values } from "./observation-value.ts";
import { CodeableConcept, FhirDateTime, FhirInstant, Period, Reference, Resource } from "./primitives.ts";
import { codeOf, named } from "./words.ts";

/**
 * The clinical resources that are kept as facts, and where each says its time, code and value. One schema reads them
 * all: R4 uses one name for one thing, and a field that a type does not have is not there.
 */
const Clinical = Resource.extend({
  subject: Reference.optional(),
  patient: Reference.optional(),
  status: z.string().max(64).optional(),
  clinicalStatus: CodeableConcept.optional(),
  verificationStatus: CodeableConcept.optional(),
  code: CodeableConcept.optional(),
  type: z.array(CodeableConcept).optional(),
  category: z.unknown().optional(),
  vaccineCode: CodeableConcept.optional(),
  medicationCodeableConcept: CodeableConcept.optional(),
  medicationReference: Reference.optional(),
  period: Period.optional(),
  onsetDateTime: FhirDateTime.optional(),
  onsetPeriod: Period.optional(),
  abatementDateTime: FhirDateTime.optional(),
  abatementPeriod: Period.optional(),
  recordedDate: FhirDateTime.optional(),
  effectiveDateTime: FhirDateTime.optional(),
  effectiveInstant: FhirInstant.optional(),
  effectivePeriod: Period.optional(),
  issued: FhirInstant.optional(),
  occurrenceDateTime: FhirDateTime.optional(),
  occurrencePeriod: Period.optional(),
  authoredOn: FhirDateTime.optional(),
  ...values,
});
type Clinical = z.infer<typeof Clinical>;

type Reading = {
  fact: Fact["type"];
  about: "subject" | "patient";
  code: (c: Clinical) => CodeableConcept | undefined;
  at: (c: Clinical) => string | undefined;
  end?: (c: Clinical) => string | undefined;
};

const readings: Record<string, Reading> = {
  Encounter: {
    fact: "encounter",
    about: "subject",
    code: (c) => c.type?.[0],
    at: (c) => c.period?.start,
    end: (c) => c.period?.end,
  },
  Condition: {
    fact: "condition",
    about: "subject",
    code: (c) => c.code,
    at: (c) => c.onsetDateTime ?? c.onsetPeriod?.start ?? c.recordedDate,
    end: (c) => c.abatementDateTime ?? c.abatementPeriod?.end,
  },
  MedicationRequest: {
    fact: "medication-request",
    about: "subject",
    code: (c) => c.medicationCodeableConcept,
    at: (c) => c.authoredOn,
  },
  Observation: {
    fact: "observation",
    about: "subject",
    code: (c) => c.code,
    at: (c) => c.effectiveDateTime ?? c.effectiveInstant ?? c.effectivePeriod?.start ?? c.issued,
    end: (c) => c.effectivePeriod?.end,
  },
  Immunization: {
    fact: "immunization",
    about: "patient",
    code: (c) => c.vaccineCode,
    at: (c) => c.occurrenceDateTime,
  },
  CarePlan: {
    fact: "care-plan",
    about: "subject",
    code: (c) => z.array(CodeableConcept).safeParse(c.category).data?.at(-1),
    at: (c) => c.period?.start,
    end: (c) => c.period?.end,
  },
  ServiceRequest: {
    fact: "service-request",
    about: "subject",
    code: (c) => c.code,
    at: (c) => c.occurrenceDateTime ?? c.occurrencePeriod?.start ?? c.authoredOn,
    end: (c) => c.occurrencePeriod?.end,
  },
};

export const factTypes = Object.keys(readings);

/** A condition's status is clinical (active, resolved…) unless it was a mistake. */
const statusOf = (c: Clinical): string | undefined => {
  const verification = codeOf(c.verificationStatus)?.code;
  const clinical = codeOf(c.clinicalStatus)?.code;
  const mistaken = verification === "entered-in-error" || verification === "refuted";
  return c.status ?? (mistaken ? verification : clinical);
};

/** A medication may lie inside the request. */
function containedCode(c: Clinical, { contained }: Context): CodeableConcept | undefined {
  const inner = contained.get(c.medicationReference?.reference?.slice(1) ?? "");
  const code = z.object({ code: CodeableConcept }).safeParse(inner).data?.code;
  const { display } = c.medicationReference ?? {};
  return code ?? (display ? { text: display } : undefined);
}

function inputOf(
  c: Clinical,
  reading: Reading,
  context: Context,
): Omit<FactInput, "patientId" | "reference"> {
  const code = codeOf(reading.code(c) ?? containedCode(c, context));
  const [at, end, status] = [reading.at(c), reading.end?.(c), statusOf(c)];
  return {
    type: reading.fact,
    ...(status && { status }),
    ...(code && { code }),
    ...(at && { at }),
    ...(end && { end }),
    ...(reading.fact === "observation" && measured(c)),
    ...(c.meta?.lastUpdated && { sourceUpdatedAt: c.meta.lastUpdated }),
  };
}

export function factAsk(type: string, raw: unknown, to: Addressed, context: Context): Ask {
  const reading = readings[type] as Reading;
  const clinical = parse(Clinical, raw);
  const patient = wantedPatient(clinical[reading.about], [reading.about], context);
  const input = inputOf(clinical, reading, context);
  const identity = { id: clinical.id, identifiers: named(clinical.identifier) };
  const reference = referenceFor(type, to, identity, input);
  return { do: "fact", patient, input: parse(FactInput.omit({ patientId: true }), { ...input, reference }) };
}
