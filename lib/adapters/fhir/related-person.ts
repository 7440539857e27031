import * as z from "zod";
import type { Ask } from "#lib/domain/intake.ts";
import { Relation } from "#lib/domain/patient/patient.ts";
import { CalendarDate } from "#lib/domain/words.ts";
import { type Context, parse, wantedPatient } from "./context.ts";
import { type Addressed, referenceFor } from "./identity.ts";
import { CodeableConcept, HumanName, Reference, Resource, Telecom } from "./primitives.ts";
import { codesOf, firstPhone, fullName, named } from "./words.ts";

/** hl7.org/fhir/R4/relatedperson.html */
const RelatedPerson = Resource.extend({
  active: z.boolean().optional(),
  patient: Reference,
  relationship: z.array(CodeableConcept).optional(),
  name: z.array(HumanName).optional(),
  telecom: z.array(Telecom).optional(),
  birthDate: z.string().optional(),
});

/** v3-RoleCode and v2-0131 codes that give a say in the patient's care. Kinship alone gives none. */
const roles: Record<string, Relation["role"]> = {
  GUARD: "guardian",
  HPOWATT: "proxy",
  DPOWATT: "proxy",
  POWATT: "proxy",
  SPOWATT: "proxy",
  RESPRSN: "proxy",
  CAREGIVER: "caregiver",
  "133932002": "caregiver",
};

export function relatedPersonAsk(raw: unknown, to: Addressed, context: Context): Ask {
  const person = parse(RelatedPerson, raw);
  const role = codesOf(person.relationship).flatMap((code) => roles[code] ?? [])[0] ?? "emergency";
  const name = fullName(person.name).slice(0, 200);
  const phone = firstPhone(person.telecom)?.slice(0, 40);
  const email = person.telecom?.find((t) => t.system === "email")?.value?.slice(0, 320);
  const birthDate = CalendarDate.safeParse(person.birthDate).data;
  const told = { role, ...(name && { name }), ...(phone && { phone }), ...(email && { email }) };
  const identity = { id: person.id, identifiers: named(person.identifier) };
  const reference = referenceFor("RelatedPerson", to, identity, told);
  return {
    do: "relation",
    patient: wantedPatient(person.patient, ["patient"], context),
    relation: { ...parse(Relation, told), ...(birthDate && { birthDate }), reference },
    active: person.active ?? true,
  };
}
