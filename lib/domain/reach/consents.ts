import type { Consent } from "../consent/consent.ts";
import type { Channel, Instant, Purpose } from "../words.ts";
import type { EffectiveConsent, Reach } from "./reach.ts";

/**
 * The ledger as the gate asks it: `purpose:channel:category`, each may be `*`. A specific consent by 42 CFR 2.31 has
 * `part2` for its purpose; what a relation was granted ends in `@` and the relation's reference.
 */
const wild = (word: string): string => (word === "all" || word === "" ? "*" : word);

const keyOf = (entry: Consent): string =>
  `${entry.part2 ? "part2" : wild(entry.purpose)}:${wild(entry.channel)}:${wild(entry.category)}${at(entry.relation)}`;

const at = (relation: string | undefined): string => (relation ? `@${relation}` : "");

/** Ledger entries may come in any order: the map keeps the latest of each key, so every order gives the same map. */
export function withConsent(reach: Reach, entry: Consent): Reach {
  const key = keyOf(entry);
  const known = reach.consents[key];
  const granted = entry.state === "granted";
  if (known && (known.at > entry.at || (known.at === entry.at && !known.granted))) return reach;
  // Of two grants of one moment the stronger one counts, whichever comes first.
  const same = known?.at === entry.at ? known : undefined;
  const written = granted && (entry.written || same?.written);
  const until = granted && (same ? later(same.until, entry.until) : entry.until);
  const next = { granted, at: entry.at, ...(written && { written: true }), ...(until && { until }) };
  return { ...reach, consents: { ...reach.consents, [key]: next } };
}

/** The later end; none is the latest. */
const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a && b ? (a > b ? a : b) : undefined;

/** What is asked of the ledger; `relation` where the address is not the patient's own. */
export type Wanted = {
  purpose: Purpose;
  channel: Channel;
  category: string;
  program?: string | undefined;
  relation?: string | undefined;
};

/** A consent to all messages of a program stands where a category does. */
export const programScope = (program: string): string => `program:${program}`;

/** The consent that counts for a message, if the ledger says anything. One that has run out says nothing. */
export const consentFor = (reach: Reach, wanted: Wanted, now?: Instant): EffectiveConsent | undefined =>
  best(reach, [wanted.purpose, "*"], wanted, now);

/**
 * Whether content under 42 CFR Part 2 may go there: a consent that says so (2.31) and has neither run out nor been
 * revoked since, by itself or with everything else. A consent to other messages is none.
 */
export function hasPart2Consent(reach: Reach, wanted: Omit<Wanted, "purpose">, now: Instant): boolean {
  const given = best(reach, ["part2"], wanted, now);
  const all = best(reach, ["*"], wanted, now);
  return given?.granted === true && !(all && !all.granted && all.at >= given.at);
}

/** Whether anything at all was granted to a relation. */
export const hasAnyGrant = ({ consents }: Pick<Reach, "consents">, relation: string): boolean =>
  Object.entries(consents).some(([key, { granted }]) => granted && key.endsWith(at(relation)));

function best(
  reach: Reach,
  purposes: string[],
  { channel, category, program, relation }: Omit<Wanted, "purpose">,
  now: Instant | undefined,
): EffectiveConsent | undefined {
  if (isEmpty(reach.consents)) return undefined;
  let found: EffectiveConsent | undefined;
  const end = at(relation);
  const scopes = program ? [category, programScope(program), "*"] : [category, "*"];
  for (const p of purposes)
    for (const c of [channel, "*"])
      for (const k of scopes) {
        const entry = reach.consents[`${p}:${c}:${k}${end}`];
        if (!entry || (now && entry.until && entry.until <= now)) continue;
        if (!found || entry.at > found.at || (entry.at === found.at && !entry.granted)) found = entry;
      }
  return found;
}

/** Most patients' ledger is: then no key need be written out. */
function isEmpty(consents: object): boolean {
  for (const _ in consents) return false;
  return true;
}
