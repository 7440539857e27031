import type { Change } from "#lib/domain/kinds.ts";
import type { RecordedChange } from "#lib/ports.ts";

/** The write that a stream told of, to be made in another table that stands where that one stood. */
export const writtenAnew = ({ before, after: { kind, id, data, event } }: RecordedChange): Change =>
  ({ kind, id, expect: before?.version ?? 0, data, event }) as Change;
