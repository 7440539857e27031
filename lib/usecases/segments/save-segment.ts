import { expectedVersion } from "#lib/domain/api/etag.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Segment, SegmentDraft } from "#lib/domain/segment/segment.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { forget } from "../config.ts";
import { begun } from "../operations/begin-operation.ts";
import { find } from "../read/find.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/** Every patient is asked this often anew, at most: one operation a definition and a day. */
const evaluationId = (segment: string, n: number, day: string): string => `segment-${segment}-${n}-${day}`;

/**
 * Writes the segment and has every patient asked, as an operation. Throws `invalid_definition` (a condition that cannot
 * be used, with what is wrong and the nearest fact), `version_required` and `stale_version` (If-Match).
 */
export async function saveSegment(
  ports: Needs,
  { id, draft, ifMatch }: { id: string; draft: SegmentDraft; ifMatch: number | undefined },
  by: By,
): Promise<Stored<"segment">> {
  if (draft.id !== id)
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/id", detail: "Give the id that the path has." },
    ]);
  // The expression language (83 KB) is read with the first segment, not at each start of the API.
  const { asksFor, conditionFaults, drifts } = await import("#lib/domain/segment/condition.ts");
  const faults = conditionFaults(draft.condition);
  if (faults.length > 0) throw new Refusal("invalid_definition", undefined, faults);
  const known = await ports.records.get("segment", id, { consistent: true });
  const expect = expectedVersion(known?.version, ifMatch);
  const asks = asksFor(draft.condition);
  const data: Segment = {
    ...draft,
    status: "active",
    n: (known?.data.n ?? 0) + 1,
    asks,
    drifts: drifts(asks),
    savedAt: ports.clock.now(),
  };
  return write(ports, data, { expect, type: "segment.saved" }, by);
}

/** Takes it out of use: everybody leaves it, and nobody enters any more. Throws `not_found`, `wrong_state`. */
export async function retireSegment(ports: Needs, id: string, by: By): Promise<Stored<"segment">> {
  const { data, version } = await find(ports.records, "segment", id);
  if (data.status === "retired") throw new Refusal("wrong_state", "It is retired already.");
  const { asOf: _, ...rest } = data;
  const retired: Segment = { ...rest, status: "retired", n: data.n + 1, savedAt: ports.clock.now() };
  return write(ports, retired, { expect: version, type: "segment.retired" }, by);
}

async function write(
  ports: Needs,
  data: Segment,
  { expect, type }: { expect: number; type: "segment.saved" | "segment.retired" },
  by: By,
): Promise<Stored<"segment">> {
  const { id } = data;
  const event = { type, at: data.savedAt, ...by };
  await ports.records.save([
    { kind: "segment", id, expect, data, event },
    evaluationOf(data, data.savedAt, by),
  ]);
  forget(ports.records);
  return { kind: "segment", id, version: expect + 1, data, event };
}

/** The operation that asks every patient. */
export function evaluationOf({ id, n }: Segment, now: Instant, by: By): Change<"operation"> {
  const operation = evaluationId(id, n, now.slice(0, 10));
  return begun({ id: operation, type: "evaluate", about: id }, now, by);
}
