import { hash } from "node:crypto";

/**
 * Ids say what they are (`pat_…`, `out_…`), and an id owned by a patient holds the patient's key, so that an
 * item is found from its id alone, without an index:
 *
 *     pat_<key>                          patient            key: 26 characters of Crockford base 32
 *     apt_<key>_<local>                  appointment        local: 16 characters (80 bits)
 *     enr_<key>_<local>                  enrollment
 *     out_<key>_<enrollment>_<local>     outreach           local: 10 characters, at most 58 characters in all
 *     ptk_ stk_ con_ fct_ msg_ bar_ fbk_ patient task, staff task, consent, clinical fact, message, barrier, feedback
 *
 * Ids made from outside identifiers or from (enrollment, step, occurrence) are digests: the same cause gives the
 * same id, which is what makes retries and re-imports harmless. They hold nothing personal.
 */
const prefixes = {
  appointment: "apt",
  enrollment: "enr",
  patientTask: "ptk",
  staffTask: "stk",
  consent: "con",
  fact: "fct",
  message: "msg",
  barrier: "bar",
  feedback: "fbk",
} as const;

export type OwnedNoun = keyof typeof prefixes;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

type Parts = (string | number)[];

/** SHA-256 over the parts, length-prefixed, so ["a","bc"] ≠ ["ab","c"]. */
const hashOf = (parts: Parts): Buffer =>
  hash("sha256", parts.map((part) => `${String(part).length}:${part};`).join(""), "buffer");

/** A number of [0, 1) that the parts decide: whoever asks again draws the same lot. */
export const fraction = (...parts: Parts): number => hashOf(parts).readUInt32BE(0) / 2 ** 32;

/** The first `length` base-32 digits of the hash of the parts. */
export function digest(length: number, ...parts: Parts): string {
  const bytes = hashOf(parts);
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[(bytes[i] as number) & 31];
  return text;
}

export const patientIdFrom = (system: string, value: string): string =>
  `pat_${digest(26, "patient", system, value)}`;

/** The key of the patient who owns this id, or undefined where the id is not a patient's. */
export function patientKeyOf(id: string): string | undefined {
  return /^[a-z]{3}_([0-9a-z]{26})(?:_|$)/.exec(id)?.[1];
}

export function patientOf(id: string): string {
  const key = patientKeyOf(id);
  if (!key) throw new Error(`not an id owned by a patient: ${id.slice(0, 4)}…`);
  return `pat_${key}`;
}

export const ownedId = (noun: OwnedNoun, patientId: string, ...parts: (string | number)[]): string =>
  `${prefixes[noun]}_${patientKeyOf(patientId)}_${digest(16, noun, ...parts)}`;

/** The part behind the patient's key: `apt_<key>_<local>` → `<local>`. */
export const localOf = (id: string): string => id.slice(31);

/** The outreach for one (enrollment, step, occurrence): its determinism is invariant 1. */
export const outreachId = (enrollmentId: string, step: string, occurrence: number): string =>
  `out_${patientKeyOf(enrollmentId)}_${localOf(enrollmentId)}_${digest(10, step, occurrence)}`;

/** The outreach of no journey: asked for by a partner or staff under a key of theirs. */
export const directOutreachId = (patientId: string, reference: string): string =>
  `out_${patientKeyOf(patientId)}_direct_${digest(10, reference)}`;

/** The enrollment an outreach belongs to, or undefined for a direct one. */
export function enrollmentOf(outreach: string): string | undefined {
  const local = localOf(outreach).split("_")[0];
  return local === "direct" ? undefined : `enr_${patientKeyOf(outreach)}_${local}`;
}
