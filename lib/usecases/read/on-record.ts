import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/** Who reads what is PHI, and what for. */
export type Reading = { actor: Actor; reason: string; cause?: string };

/**
 * Answers a record, for a reason. The reading is written before it leaves, as a version with the same data, so that the
 * audit trail tells of it like of any change (45 CFR 164.312(b)). `look` finds it, and refuses what may not be read.
 */
export const readOnRecord = <K extends Kind>(
  { records, clock }: Pick<Ports, "records" | "clock">,
  look: (how: { consistent: boolean }) => Promise<Stored<K>>,
  said: Pick<ChangeEvent, "type"> & Reading,
): Promise<Stored<K>> =>
  retried(async (consistent) => {
    const record = await look({ consistent });
    const { kind, id, version, data } = record;
    const event: ChangeEvent = { ...said, at: clock.now() };
    await records.save([{ kind, id, expect: version, data, event } as Change]);
    return { ...record, version: version + 1, event };
  });
