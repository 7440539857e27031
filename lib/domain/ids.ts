import { hash } from "node:crypto";
import { rememberedFew } from "./remembered.ts";

/**
 * Ids say what they are (`pat_…`, `out_…`), and an id owned by a patient holds the patient's key, so that an
 * item is found from its id alone, without an index:
 *
 *     pat_<key>                          patient            key: 26 characters of Crockford base 32
 *     apt_<key>_<local>                  appointment        local: 16 characters (80 bits)
 *     enr_<key>_<local>                  enrollment
 *     out_<key>_<enrollment>_<local>     outreach           local: 10 characters, at most 58 characters in all
 *     ptk_ stk_ con_ fct_ msg_ bar_ fbk_ ofr_ wtl_ patient task, staff task, consent, clinical fact, message, barrier, feedback, offer, place on the waiting list
 *     mem_                               that the patient is in a segment
 *     pmg_                               a message in the patient's portal inbox
 *     qrs_                               a patient's answers to a form
 *     fil_                               a picture that a patient sent; its local part is chance
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
  formResponse: "qrs",
  file: "fil",
  barrier: "bar",
  feedback: "fbk",
  offer: "ofr",
  waiting: "wtl",
  membership: "mem",
  portalMessage: "pmg",
} as const;

export type OwnedNoun = keyof typeof prefixes;
export const ownedNouns = Object.keys(prefixes) as OwnedNoun[];

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

type Parts = (string | number)[];

/**
 * SHA-256 over the parts, length-prefixed, so ["a","bc"] ≠ ["ab","c"]. A character a byte: Node makes such a text in a
 * third of the time of a Buffer, and a turn asks for several.
 */
function hashOf(parts: Parts): string {
  let text = "";
  for (const part of parts) text += `${String(part).length}:${part};`;
  return hash("sha256", text, "binary");
}

/** A number of [0, 1) that the parts decide: whoever asks again draws the same lot. */
export function fraction(...parts: Parts): number {
  const bytes = hashOf(parts);
  let number = 0;
  for (let i = 0; i < 4; i++) number = number * 256 + bytes.charCodeAt(i);
  return number / 2 ** 32;
}

/** Every two digits there are: a text that grows by two is copied half as often. */
const pairs = Array.from({ length: 1024 }, (_, i) => `${alphabet[i >> 5]}${alphabet[i & 31]}`);

/** The first `length` base-32 digits of the hash of the parts. */
export function digest(length: number, ...parts: Parts): string {
  const bytes = hashOf(parts);
  let text = "";
  for (let i = 0; i < length; i += 2)
    text += pairs[(bytes.charCodeAt(i) & 31) * 32 + (bytes.charCodeAt(i + 1) & 31)];
  return text.slice(0, length);
}

export const patientIdFrom = (system: string, value: string): string =>
  `pat_${digest(26, "patient", system, value)}`;

/** The key of the patient who owns this id, or undefined where the id is not a patient's. */
export const patientKeyOf = (id: string): string | undefined =>
  /^[a-z]{3}_[0-9a-z]{26}(?:_|$)/.test(id) ? id.slice(4, 30) : undefined;

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
  `out_${enrollmentId.slice(4)}_${occasions(step)(occurrence)}`;

/** Steps are few and come again with every patient: their digests are known. */
const occasions = rememberedFew(1_000, (step: string) =>
  rememberedFew(100, (occurrence: number) => digest(10, step, occurrence)),
);

/** The outreach of no journey: asked for by a partner or staff under a key of theirs. */
export const directOutreachId = (patientId: string, reference: string): string =>
  `out_${patientKeyOf(patientId)}_direct_${digest(10, reference)}`;

/** The one message of a campaign's occurrence to a patient: planned twice, it is the same. */
export const campaignOutreachId = (patientId: string, campaignId: string, occurrence: number): string =>
  `out_${patientKeyOf(patientId)}_campaign_${digest(10, campaignId, occurrence)}`;

/** The enrollment an outreach belongs to, or undefined for one of no journey. */
export function enrollmentOf(outreach: string): string | undefined {
  const local = localOf(outreach).split("_")[0];
  return local === "direct" || local === "campaign" ? undefined : `enr_${patientKeyOf(outreach)}_${local}`;
}
