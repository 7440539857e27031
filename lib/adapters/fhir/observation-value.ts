import * as z from "zod";
import type { Fact } from "#lib/domain/fact.ts";
import { CodeableConcept, FhirDateTime } from "./primitives.ts";
import { codesOf, textOf } from "./words.ts";

const Quantity = z.object({
  value: z.number().optional(),
  unit: z.string().optional(),
  code: z.string().optional(),
});

/** The `value[x]` of an Observation, as far as a fact has a word for it. */
export const values = {
  valueQuantity: Quantity.optional(),
  valueCodeableConcept: CodeableConcept.optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.int().optional(),
  valueDateTime: FhirDateTime.optional(),
  component: z.array(z.object({ code: CodeableConcept, valueQuantity: Quantity.optional() })).optional(),
};
type Values = { [K in keyof typeof values]?: z.infer<(typeof values)[K]> };

/** LOINC: systolic and diastolic blood pressure. */
const [systolic, diastolic] = ["8480-6", "8462-4"];

const part = (of: Values, code: string) =>
  of.component?.find((c) => codesOf([c.code]).includes(code))?.valueQuantity;

/** A blood pressure panel has no value of its own: it is said as people say it, 120/80. */
function bloodPressure(of: Values): Pick<Fact, "value" | "unit"> {
  const [high, low] = [part(of, systolic), part(of, diastolic)];
  if (high?.value === undefined || low?.value === undefined) return {};
  return { value: `${high.value}/${low.value}`, unit: "mm[Hg]" };
}

export function measured(of: Values): Pick<Fact, "value" | "unit"> {
  const quantity = of.valueQuantity;
  if (quantity?.value !== undefined) {
    const unit = (quantity.code ?? quantity.unit)?.slice(0, 50);
    return { value: quantity.value, ...(unit && { unit }) };
  }
  const value = of.valueInteger ?? of.valueString ?? textOf(of.valueCodeableConcept) ?? of.valueDateTime;
  if (typeof value === "string") return { value: value.slice(0, 500) };
  if (value !== undefined) return { value };
  return of.valueBoolean === undefined ? bloodPressure(of) : { value: String(of.valueBoolean) };
}
