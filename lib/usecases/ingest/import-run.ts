import { Refusal } from "#lib/domain/errors.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { EntryResult, IntakeEntry, Reading, Ref } from "#lib/domain/intake.ts";
import type { Kind } from "#lib/domain/kinds.ts";
import type { IngestPorts, Saved } from "./change.ts";
import { meaning, type Resolved } from "./resolve.ts";

/** One import under way: what was asked, what became of it so far. */
export type Import = {
  ports: IngestPorts;
  by: By;
  reading: Reading;
  resolved: Resolved;
  results: EntryResult[];
};

/** Places of the entries that ask for this and are not refused yet. */
export const asking = ({ reading, results }: Import, what: string): number[] =>
  [...reading.entries.keys()].filter((i) => {
    const entry = reading.entries[i];
    return entry && "ask" in entry && entry.ask.do === what && results[i]?.outcome !== "refused";
  });

/** The id a reference means by now: an entry of the message has one once it was written. */
export function idOf({ results, resolved }: Import, ref: Ref): string | undefined {
  if (ref.by !== "entry") return meaning(ref, resolved);
  const result = results[ref.index];
  return result && "id" in result ? result.id : undefined;
}

export const byOf = ({ by }: Import, { id, expect, onlyIfNew }: IntakeEntry): By => ({
  ...by,
  ...(id && { id }),
  ...(expect !== undefined && { expect }),
  ...(onlyIfNew && { onlyIfNew }),
});

export const resultOf = ({ record, outcome }: Saved<Kind>): EntryResult => ({
  outcome,
  id: record.id,
  version: record.version,
});

/** A refusal is this entry's own result; anything else is a bug and ends the import. */
export async function settled(work: () => Promise<EntryResult>): Promise<EntryResult> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, errors } = error;
    const path = (errors[0]?.pointer ?? "").split("/").filter(Boolean);
    return { outcome: "refused", faults: [{ code, path, detail: errors[0]?.detail ?? message }] };
  }
}
