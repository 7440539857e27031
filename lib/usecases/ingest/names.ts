import { type AliasNoun, aliasKey } from "#lib/domain/alias.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Identifier } from "#lib/domain/patient/patient.ts";
import type { Records } from "#lib/ports.ts";
import { eventOf, type IngestPorts } from "./change.ts";

const mostPerRead = 100;

/** The records that these names are known to mean, in the order asked. */
export async function targetsOf(
  records: Records,
  names: { noun: AliasNoun; name: Identifier }[],
  how: { consistent?: boolean } = {},
): Promise<(string | undefined)[]> {
  const found: (Stored<"alias"> | undefined)[] = [];
  for (let from = 0; from < names.length; from += mostPerRead) {
    const wanted = names.slice(from, from + mostPerRead);
    const ids = wanted.map(({ noun, name }) => ({ kind: "alias" as const, id: aliasKey(noun, name) }));
    found.push(...(await records.getMany(ids, how)));
  }
  return found.map((alias) => alias?.data.target);
}

/**
 * One alias for each name not yet taken. They must not be there: a writer who named the same person meanwhile makes
 * this transaction fail and look again, so one person never becomes two records.
 */
export function newAliases(
  ports: IngestPorts,
  by: By,
  target: string,
  free: { noun: AliasNoun; name: Identifier }[],
): Change<"alias">[] {
  const keys = new Set(free.map(({ noun, name }) => aliasKey(noun, name)));
  return [...keys].map((key) => ({
    kind: "alias",
    id: key,
    expect: 0,
    data: { key, target },
    event: eventOf(ports, by, "alias.recorded"),
  }));
}
