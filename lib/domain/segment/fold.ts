import type { Fact } from "../fact.ts";
import { localOf } from "../ids.ts";
import type { Kind, Stored } from "../kinds.ts";
import type { Appointment } from "../visit/appointment.ts";
import { mostSent, mostVisits, type Profile, whoOf } from "./profile.ts";

/** Kinds of record that a profile is made of, with what each changes of it. */
const folds: { [K in Kind]?: (profile: Profile, record: Stored<K>) => Profile } = {
  patient: (profile, { data }) => ({ ...profile, who: whoOf(data) }),
  fact: (profile, { data }) => (counts(data) ? withFact(profile, data) : profile),
  appointment: (profile, { id, data }) => withVisit(profile, localOf(id), data),
  patientTask: (profile, { id, data }) => {
    const { [localOf(id)]: _, ...tasks } = profile.tasks;
    return { ...profile, tasks: data.status === "open" ? { ...tasks, [localOf(id)]: data.kind } : tasks };
  },
  barrier: (profile, { data }) =>
    profile.barriers.includes(data.code)
      ? profile
      : { ...profile, barriers: [...profile.barriers, data.code].sort() },
  message: (profile, { data }) => ({ ...profile, repliedAt: latest(profile.repliedAt, data.at) }),
  outreach: (profile, { id, data }) => {
    const at = data.attempts.find(({ outcome }) => outcome === "accepted")?.at;
    return at ? withSent(profile, localOf(id), at) : profile;
  },
};

export const profileKinds = Object.keys(folds) as Kind[];

/**
 * The profile with one more record, or with a newer version of one it knows; the same one twice changes nothing.
 * `rebuild` where something that counted does not any more: only the records know what is left.
 */
export function folded<K extends Kind>(
  profile: Profile,
  after: Stored<K>,
  before?: Stored<K>,
): Profile | "rebuild" {
  if (before?.kind === "fact" && takenBack(before as Stored<"fact">, after as unknown as Stored<"fact">))
    return "rebuild";
  return folds[after.kind]?.(profile, after) ?? profile;
}

/** A link was opened: the only sign of reading that is no record of its own. */
export const withClick = (profile: Profile, at: string): Profile => ({
  ...profile,
  clickedAt: latest(profile.clickedAt, at),
});

const latest = (known: string | undefined, at: string): string => (known && known > at ? known : at);

const over: ReadonlySet<string> = new Set([
  ...["entered-in-error", "cancelled", "stopped", "revoked", "not-done", "refuted"],
  ...["inactive", "resolved", "remission", "preliminary", "registered", "draft"],
]);

/** A fact that is over, was a mistake or is not final counts for nothing. HL7 FHIR R4, each resource's status. */
const counts = ({ status, code }: Fact): boolean => code !== undefined && !over.has(status ?? "");

const keyOf = ({ type, code }: Fact): string => `${type}|${code?.code}`;
const dayOf = ({ at }: Fact): string => at?.slice(0, 10) ?? "";

const takenBack = ({ data: was }: Stored<"fact">, { data: is }: Stored<"fact">): boolean =>
  counts(was) && (!counts(is) || keyOf(is) !== keyOf(was) || dayOf(is) < dayOf(was));

function withFact(profile: Profile, fact: Fact): Profile {
  const key = keyOf(fact);
  const known = profile.codes[key];
  const day = dayOf(fact);
  if (known && known[0] > day) return profile;
  const entry: Profile["codes"][string] = typeof fact.value === "number" ? [day, fact.value] : [day];
  return { ...profile, codes: { ...profile.codes, [key]: entry } };
}

function withVisit(profile: Profile, local: string, { status, start }: Appointment): Profile {
  const { [local]: _, ...others } = profile.visits;
  const visits = start && status !== "entered-in-error" ? { ...others, [local]: [status, start] } : others;
  const entries = Object.entries(visits) as [string, Profile["visits"][string]][];
  if (entries.length > mostVisits) entries.sort(([, a], [, b]) => (a[1] < b[1] ? -1 : 1)).shift();
  return { ...profile, visits: Object.fromEntries(entries) };
}

function withSent(profile: Profile, local: string, at: string): Profile {
  if (profile.sent.some(([known]) => known === local)) return profile;
  const sent = [...profile.sent, [local, at] as [string, string]].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  return { ...profile, sent: sent.slice(-mostSent) };
}
