import { digest, patientIdFrom } from "../ids.ts";
import type { PatientInput } from "../inputs.ts";
import type { Health, Identifier, Patient } from "../patient/patient.ts";
import type { Policy } from "../policy/policy.ts";
import { addressKey } from "../reach/address.ts";
import type { Reach } from "../reach/reach.ts";
import { contactPointsFrom } from "./contact-points.ts";
import { kept, marks, sourceDigest } from "./source.ts";

/** The names by which a patient may be found, the source's own first. */
export const namesOf = (input: Pick<PatientInput, "reference" | "identifiers">): Identifier[] => [
  ...(input.reference ? [{ system: "reference", value: input.reference }] : []),
  ...(input.identifiers ?? []),
];

/** A new patient's id: made from its first name where it has one, so that a repeated message is the same patient. */
export function newPatientId(names: Identifier[], unique: string): string {
  const [first] = names;
  return first ? patientIdFrom(first.system, first.value) : `pat_${digest(26, "unique", unique)}`;
}

/**
 * Whether a patient found by a lesser name is someone else after all: the source's own name of them is another one.
 * So a hospital number used twice by mistake does not make one patient of two.
 */
export function isSomeoneElse(patient: Patient, names: Identifier[]): boolean {
  const ownSystem = (all: Identifier[]) =>
    all.flatMap((n) => (n.system === names[0]?.system ? [n.value] : []));
  const known = ownSystem(namesOf(patient));
  return known.length > 0 && !ownSystem(names).some((value) => known.includes(value));
}

/** Default region of a phone number written without one: the product is for US care. */
const region = "US";

/**
 * What providers and people found out about addresses: a source that repeats an address does not heal it. By contact
 * point id; a number that somebody else has by its key, for it is theirs on every channel.
 */
function learnedHealth(previous: Patient | undefined, reach: Reach | undefined): Record<string, Health> {
  const points = previous?.contactPoints ?? [];
  const seen = [...points, ...(reach?.addresses ?? [])].filter(
    ({ health }) => health !== "ok" && health !== "invalid",
  );
  const invalid = points.filter(({ health, learned }) => health === "invalid" && learned);
  return Object.fromEntries(
    [...seen, ...invalid].map(({ id, channel, address, health }) => [
      health === "wrong" ? addressKey(channel, address) : id,
      health,
    ]),
  );
}

function patched(
  attributes: Patient["attributes"],
  patch: PatientInput["attributes"] = {},
): Patient["attributes"] {
  const next = { ...attributes };
  for (const [name, value] of Object.entries(patch))
    if (value === null) delete next[name];
    else next[name] = value;
  return next;
}

/** A source that tells the preference anew and is silent on confidential addresses does not end them. */
function preferenceOf({ preference }: PatientInput, previous: Patient | undefined): Patient["preference"] {
  const before = previous?.preference ?? {};
  const confidential = preference?.confidential ?? before.confidential;
  return { ...(preference ?? before), ...(confidential && { confidential }) };
}

const mostIdentifiers = 50;

/** A source says all the identifiers of the systems it knows; those of other systems are other sources'. */
function identifiersOf({ identifiers = [] }: PatientInput, previous: Patient | undefined): Identifier[] {
  const told = new Set(identifiers.map(({ system }) => system));
  const others = (previous?.identifiers ?? []).filter(({ system }) => !told.has(system));
  return [...identifiers, ...others].slice(0, mostIdentifiers);
}

export type Known = {
  id: string;
  policy: Policy;
  previous: Patient | undefined;
  reach: Reach | undefined;
  /** Not the source's word: `By.amends`. */
  amends?: boolean | undefined;
};

/** The patient after a message. What is absent falls back as `PatientInput` says. */
export function patientFrom(input: PatientInput, known: Known): Patient {
  const { id, policy, previous, reach, amends } = known;
  const { reference = previous?.reference, birthDate, gender, contactPoints, sourceUpdatedAt } = input;
  const learned = learnedHealth(previous, reach);
  return {
    id,
    ...(reference && { reference }),
    identifiers: identifiersOf(input, previous),
    name: input.name,
    ...(birthDate && { birthDate }),
    ...(gender && { gender }),
    language: input.language ?? policy.language,
    timeZone: input.timeZone ?? policy.timeZone,
    deceased: input.deceased ?? previous?.deceased ?? false,
    active: input.active ?? previous?.active ?? true,
    prospect: input.prospect ?? previous?.prospect ?? false,
    contactPoints: contactPoints
      ? contactPointsFrom(contactPoints, { patientId: id, region, learned })
      : (previous?.contactPoints ?? []),
    preference: preferenceOf(input, previous),
    attributes: patched(previous?.attributes ?? {}, input.attributes),
    relations: input.relations ?? previous?.relations ?? [],
    ...(amends && previous
      ? kept(previous)
      : marks(previous, { sourceUpdatedAt, sourceDigest: sourceDigest(input) })),
  };
}
