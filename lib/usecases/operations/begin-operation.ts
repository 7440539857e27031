import type { Change } from "#lib/domain/kinds.ts";
import type { Operation } from "#lib/domain/operation.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";

/** An operation as it is first written: from the stream it is begun, at once. */
export function begun(
  about: Pick<Operation, "id" | "type" | "about" | "reason">,
  startedAt: Instant,
  by: { actor: Actor; cause?: string },
): Change<"operation"> {
  return {
    kind: "operation",
    id: about.id,
    expect: 0,
    data: { ...about, status: "waiting", generation: 1, startedAt },
    event: { type: "operation.started", at: startedAt, ...by },
  };
}
