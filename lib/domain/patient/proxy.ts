import type { PageName } from "../pages/link.ts";
import type { Policy } from "../policy/policy.ts";
import { ageAt } from "../time/age.ts";
import { localDay } from "../time/time.ts";
import type { Instant } from "../words.ts";
import type { Patient, Relation } from "./patient.ts";

/** Why somebody may not act on a patient's pages: a code, said on the page in plain words. */
export type MayAct = "yes" | "no-say" | "of-age" | "age-unknown" | "too-young";

/**
 * Whether a relation, or without one the patient, may act on the patient's pages. 45 CFR 164.502(g)(3): a parent or
 * guardian stands for a minor, as far as state law says; 164.502(g)(2): whoever has authority for an adult, such as a
 * health care proxy, stands for that adult; 164.510(b): a caregiver is involved in care and stands for nobody, so their
 * scope is narrow (`mayOpen`). The ages differ by state: they are the customer's setting (`policy.minors`). A guardian
 * of a patient whose age nobody knows is refused; an adult's guardian by a court's order is recorded as `proxy`.
 */
export function mayAct(
  patient: Pick<Patient, "birthDate" | "timeZone">,
  relation: Pick<Relation, "role"> | undefined,
  now: Instant,
  { minors }: Pick<Policy, "minors">,
): MayAct {
  const { birthDate, timeZone } = patient;
  const age = birthDate === undefined ? undefined : ageAt(birthDate, localDay(now, timeZone));
  if (!relation) return age !== undefined && age < minors.ownAccessFrom ? "too-young" : "yes";
  if (relation.role === "emergency") return "no-say";
  if (relation.role !== "guardian") return "yes";
  if (age === undefined) return "age-unknown";
  return age < minors.proxyUntil ? "yes" : "of-age";
}

type Scope = NonNullable<Relation["scope"]>[number];

const scopeOf: Record<PageName, Scope> = {
  visit: "visits",
  question: "visits",
  time: "visits",
  barriers: "visits",
  feedback: "visits",
  read: "messages",
  messages: "messages",
  form: "forms",
  "check-in": "forms",
  preferences: "preferences",
};

/** A page outside the relation's scope stays shut. Without a scope a caregiver sees visits, and the others all. */
export function mayOpen({ role, scope }: Pick<Relation, "role" | "scope">, page: PageName): boolean {
  const own = scope ?? (role === "caregiver" ? (["visits"] as const) : undefined);
  return own === undefined || own.some((one) => one === scopeOf[page]);
}

/** Whose address it is: the relation's that the contact point names, while the patient still has both. */
export function relationAt(
  { contactPoints, relations }: Pick<Patient, "contactPoints" | "relations">,
  addressId: string,
  reference: string,
): Relation | undefined {
  const held = contactPoints.some(({ id, relation }) => id === addressId && relation === reference);
  return held ? relations.find((relation) => relation.reference === reference) : undefined;
}

/** A phone may be a household's: two relations at one address are one person only where both say the same birth date. */
export const isSamePerson = (a: Pick<Relation, "birthDate">, b: Pick<Relation, "birthDate">): boolean =>
  a.birthDate !== undefined && a.birthDate === b.birthDate;
