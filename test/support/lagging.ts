import type { Stored } from "#lib/domain/kinds.ts";
import type { Records } from "#lib/ports.ts";

export type Seen = (record: Stored | undefined) => Stored | undefined;

/** A replica that does not know yet: reads that are not consistent see what `seen` makes of what is there. */
export const lagging = (records: Records, seen: Seen): Records => ({
  get: (async (kind, id, how) => {
    const found = (await records.get(kind, id, how)) as Stored | undefined;
    return how?.consistent ? found : seen(found);
  }) as Records["get"],
  getMany: (async (wanted, how) => {
    const found = (await records.getMany(wanted, how)) as (Stored | undefined)[];
    return how?.consistent ? found : found.map(seen);
  }) as Records["getMany"],
  list: records.list.bind(records),
  save: records.save.bind(records),
});

/** The replica has nothing of these kinds. */
export const without =
  (...kinds: Stored["kind"][]): Seen =>
  (record) =>
    record && kinds.includes(record.kind) ? undefined : record;
