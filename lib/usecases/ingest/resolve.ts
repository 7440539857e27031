import type { EntryFault, IntakeEntry, ReadEntry, Ref, Wanted } from "#lib/domain/intake.ts";
import type { Kind } from "#lib/domain/kinds.ts";
import type { Records } from "#lib/ports.ts";
import { targetsOf } from "./names.ts";

/** The references of a message that lead outside of it → the id they mean, or nothing. */
export type Resolved = Map<string, string | undefined>;

const keyOf = (ref: Ref): string =>
  ref.by === "name"
    ? `${ref.noun} ${ref.name.system}|${ref.name.value}`
    : `id ${ref.by === "id" ? ref.id : ref.index}`;

/** What an ask refers to; an optional one may lead nowhere where the message has a name for it. */
export function wantedOf({ ask }: IntakeEntry): { wanted: Wanted; optional: boolean }[] {
  if (ask.do === "patient" || ask.do === "directory" || ask.do === "nothing") return [];
  const needed = [{ wanted: ask.patient, optional: false }];
  if (ask.do !== "appointment") return needed;
  const { location, practitioner, input } = ask;
  if (location) needed.push({ wanted: location, optional: input.locationName !== undefined });
  if (practitioner) needed.push({ wanted: practitioner, optional: input.practitionerName !== undefined });
  return needed;
}

const kinds: Record<string, Kind> = {
  pat: "patient",
  loc: "directory",
  prc: "directory",
  apt: "appointment",
  fct: "fact",
};

/** The ids that are there, of those a message uses. */
async function existing(records: Records, ids: string[]): Promise<Set<string>> {
  const known = [...new Set(ids)].flatMap((id) =>
    kinds[id.slice(0, 3)] ? [{ kind: kinds[id.slice(0, 3)] as Kind, id }] : [],
  );
  const found = new Set<string>();
  for (let from = 0; from < known.length; from += 100)
    for (const record of await records.getMany(known.slice(from, from + 100)))
      if (record) found.add(record.id);
  return found;
}

export async function resolve(records: Records, entries: ReadEntry[]): Promise<Resolved> {
  const refs = entries.flatMap((e) => ("ask" in e ? wantedOf(e).map(({ wanted }) => wanted.ref) : []));
  const names = refs.flatMap((ref) => (ref.by === "name" ? [ref] : []));
  const unique = [...new Map(names.map((ref) => [keyOf(ref), ref])).values()];
  const own = entries.flatMap((e) => ("ask" in e && e.id ? [e.id] : []));
  const ids = [...refs.flatMap((ref) => (ref.by === "id" ? [ref.id] : [])), ...own];
  const [targets, there] = await Promise.all([targetsOf(records, unique), existing(records, ids)]);
  const resolved: Resolved = new Map(unique.map((ref, i) => [keyOf(ref), targets[i]]));
  for (const id of ids) resolved.set(keyOf({ by: "id", id }), there.has(id) ? id : undefined);
  return resolved;
}

export const meaning = (ref: Ref, resolved: Resolved): string | undefined => resolved.get(keyOf(ref));

/** What cannot be carried out as the message stands, found before anything is written. */
export function faultsOf(entry: IntakeEntry, entries: ReadEntry[], resolved: Resolved): EntryFault[] {
  const faults: EntryFault[] = [];
  if (entry.id && !meaning({ by: "id", id: entry.id }, resolved))
    faults.push({ code: "not_found", path: ["id"], detail: "There is no record of this id." });
  for (const { wanted, optional } of wantedOf(entry)) {
    const { ref, path } = wanted;
    const target = ref.by === "entry" ? entries[ref.index] : undefined;
    const leads =
      ref.by === "entry" ? target !== undefined && "ask" in target : meaning(ref, resolved) !== undefined;
    if (!leads && !optional)
      faults.push({ code: "unknown_reference", path, detail: "It refers to something that is not here." });
  }
  return faults;
}
