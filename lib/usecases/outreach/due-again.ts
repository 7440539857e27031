import type { Stored } from "#lib/domain/kinds.ts";
import type { Instant } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";

/**
 * A message that a pause held is due anew: from the stream it goes on its way, and through the gate. False where it moved
 * meanwhile, and goes its own way.
 */
export async function dueAgain(
  { records, clock }: Pick<Ports, "records" | "clock">,
  { id, version, data }: Stored<"outreach">,
  dueAt: Instant,
  by: { id: string; cause: string },
): Promise<boolean> {
  const actor = { type: "system", id: by.id } as const;
  const event = {
    ...{ type: "outreach.held" as const, at: clock.now(), actor },
    ...{ reason: "resumed", cause: by.cause },
  };
  try {
    await records.save([{ kind: "outreach", id, expect: version, data: { ...data, dueAt }, event }]);
    return true;
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return false;
  }
}
