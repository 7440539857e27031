import { type AuditEvent, type ChainFault, chainFaults } from "#lib/domain/audit.ts";
import { ownedNouns } from "#lib/domain/ids.ts";
import type { Kind } from "#lib/domain/kinds.ts";
import { policyLevelId } from "#lib/domain/policy/levels.ts";
import type { Records } from "#lib/ports.ts";
import { pages } from "../every-item.ts";

export type Verified = { whole: boolean; lines: number; faults: ChainFault[] };

/**
 * Reads a whole audit chain and checks it: lines removed, changed or reordered (invariant 8). How long it must be, the
 * records themselves say: every version of each has a line, so a chain that was cut at its end is found short. The
 * stream is a moment behind: a change of the last seconds may not have its line yet.
 */
export async function verifyChain(records: Records, chain: string): Promise<Verified> {
  const owned = await versionsOwned(records, chain);
  const lines: AuditEvent[] = [];
  for await (const { data } of pages(records, { kind: "audit", of: "chain", chain })) lines.push(data);
  const versions = new Map([...(await versionsNamed(records, lines)), ...owned]);
  const expected = [...versions.values()].reduce((sum, version) => sum + version, 0);
  const faults = chainFaults(lines, Math.max(expected, lines.length));
  return { whole: faults.length === 0, lines: lines.length, faults };
}

type Versions = Map<string, number>;
type Named = { kind: string; id: string };
const nameOf = ({ kind, id }: Named): string => `${kind} ${id}`;

/** What a patient has many of: an enrollment's inbox has its id, and an outreach one that is made of it. */
const lists: readonly Kind[] = [...ownedNouns, "inbox", "outreach"];

/** Everything a patient's chain must tell of, even what none of its lines names any more. */
async function versionsOwned(records: Records, chain: string): Promise<Versions> {
  const versions: Versions = new Map();
  if (!chain.startsWith("pat_")) return versions;
  const single = [
    { kind: "patient" as const, id: chain },
    { kind: "reach" as const, id: chain },
    { kind: "policyLevel" as const, id: policyLevelId("patient", chain) },
  ];
  for (const record of await records.getMany<Kind>(single))
    if (record) versions.set(nameOf(record), record.version);
  for (const kind of lists)
    for await (const record of pages(records, { kind, of: "patient", patientId: chain }))
      versions.set(nameOf(record), record.version);
  return versions;
}

/** What the lines name: a version of it that has no line was cut off. */
async function versionsNamed(records: Records, lines: AuditEvent[]): Promise<Versions> {
  const subjects = [...new Map(lines.map(({ subject }) => [nameOf(subject), subject])).values()];
  const versions: Versions = new Map();
  for (let from = 0; from < subjects.length; from += 100) {
    const some = subjects.slice(from, from + 100).map(({ kind, id }) => ({ kind: kind as Kind, id }));
    for (const record of await records.getMany(some, { consistent: true }))
      if (record) versions.set(nameOf(record), record.version);
  }
  return versions;
}
