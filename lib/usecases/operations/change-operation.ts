import type { EventType } from "#lib/domain/event.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Operation } from "#lib/domain/operation.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/** Writes the next state of an operation, and `with` it what must change together. An operation that is over stays so. */
export function changeOperation(
  ports: Pick<Ports, "records" | "clock">,
  id: string,
  type: EventType,
  next: (operation: Operation) => Operation,
  together: () => Promise<Change[]> = async () => [],
): Promise<void> {
  return retried(async () => {
    const known = await ports.records.get("operation", id, { consistent: true });
    if (!known || known.data.status === "done" || known.data.status === "stopped") return;
    const event = { type, at: ports.clock.now(), actor: { type: "system", id: "operation" } as const };
    await ports.records.save([
      { kind: "operation", id, expect: known.version, data: next(known.data), event },
      ...(await together()),
    ]);
  });
}
