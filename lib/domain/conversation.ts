import { addressAt } from "./reach/address.ts";
import { hasAnyGrant } from "./reach/consents.ts";
import type { Reach, ReachAddress } from "./reach/reach.ts";
import type { PatientTask } from "./task.ts";
import type { Channel, Instant } from "./words.ts";

/** A closed task may still be answered anew for this long: people change their minds. */
const secondThoughtsMs = 14 * 86_400_000;

/** A patient who uses the address, and what was asked of them. */
export type Party = { patientId: string; reach: Reach; tasks: PatientTask[] };

/** Whom a reply is from and what it answers; `task` is absent where nothing, or more than one thing, was asked. */
export type Addressee = { patientId: string; task?: PatientTask };

/**
 * Matches a reply to what it answers: the task whose message the provider names (`answered`), else the one asked last.
 * A phone shared by two people who were both asked cannot be told apart by a bare "1": that is nobody's answer, and
 * staff read it.
 */
export function addressee(parties: Party[], now: Instant, answered?: string): Addressee | undefined {
  const named = answered ? answeredTask(parties, now, answered) : undefined;
  if (named) return { patientId: named.patientId, task: named };
  const open = parties.filter((p) => p.tasks.some((t) => t.status === "open"));
  const asked = open.length > 0 ? open : parties.filter((p) => answerable(p, now).length > 0);
  const [latest] = (asked.length > 0 ? asked : parties).toSorted(lastAskedFirst);
  if (!latest) return undefined;
  const [task] = asked.length > 1 ? [] : answerable(latest, now);
  return { patientId: latest.patientId, ...(task && { task }) };
}

/** Where a message came from. */
type From = { channel: Channel; from: string };

/** The contact point of the patient's that a message came from. */
export function writtenFrom(
  parties: Party[],
  patientId: string | undefined,
  from: From,
): ReachAddress | undefined {
  const reach = parties.find((party) => party.patientId === patientId)?.reach;
  return reach && addressAt(reach.addresses, from);
}

/**
 * What the open task takes for an answer. From a relation to whom the patient has granted nothing it takes none: a
 * person reads it.
 */
export function answersTaken(parties: Party[], who: Addressee | undefined, written: From): readonly string[] {
  if (!who?.task) return [];
  const relation = writtenFrom(parties, who.patientId, written)?.relation;
  const reach = parties.find(({ patientId }) => patientId === who.patientId)?.reach;
  return !relation || (reach && hasAnyGrant(reach, relation)) ? who.task.answers : [];
}

/** The outreaches that a reply may answer: where there are several, the provider's word decides between them. */
export const answerableOutreaches = (parties: Party[], now: Instant): string[] =>
  parties.flatMap((party) => answerable(party, now).flatMap(({ outreachIds }) => outreachIds));

const answeredTask = (parties: Party[], now: Instant, outreachId: string): PatientTask | undefined =>
  parties.flatMap((party) => answerable(party, now)).find((task) => task.outreachIds.includes(outreachId));

const answerable = ({ tasks, reach }: Party, now: Instant): PatientTask[] =>
  tasks.filter((t) => isAnswerable(t, reach, now)).toSorted(newestFirst);

/** By id among equals: whoever hears the same message again must come to the same patient. */
function lastAskedFirst(a: Party, b: Party): number {
  const [x, y] = [lastAsked(a), lastAsked(b)];
  if (x !== y) return x < y ? 1 : -1;
  return a.patientId < b.patientId ? -1 : 1;
}

const lastAsked = ({ tasks }: Party): Instant =>
  tasks
    .map((t) => t.openedAt)
    .toSorted()
    .at(-1) ?? "";

/** Open ones before closed ones, then the last asked. */
function newestFirst(a: PatientTask, b: PatientTask): number {
  if ((a.status === "open") !== (b.status === "open")) return a.status === "open" ? -1 : 1;
  return a.openedAt < b.openedAt ? 1 : -1;
}

function isAnswerable(task: PatientTask, reach: Reach, now: Instant): boolean {
  if (task.status === "open") return true;
  if (task.status === "cancelled") return false;
  const visit = task.appointmentId ? reach.visits[task.appointmentId] : undefined;
  // The reach item forgets a visit that is over.
  if (task.appointmentId && !visit) return false;
  if (visit?.start) return visit.start > now;
  return Date.parse(now) - Date.parse(task.openedAt) < secondThoughtsMs;
}
