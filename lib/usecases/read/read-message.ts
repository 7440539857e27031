import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * What a patient wrote, for a reason. The reading is written before the text leaves, as a version of the message with
 * the same data, so that the audit trail tells of it like of any change (45 CFR 164.312(b)).
 */
export function readMessage(
  { records, clock }: Pick<Ports, "records" | "clock">,
  id: string,
  by: { actor: Actor; reason: string; cause?: string },
): Promise<Stored<"message">> {
  return retried(async (consistent) => {
    const message = await records.get("message", id, { consistent });
    if (!message) throw new Refusal("not_found");
    const event = { type: "message.read" as const, at: clock.now(), ...by };
    await records.save([{ kind: "message", id, expect: message.version, data: message.data, event }]);
    return { ...message, version: message.version + 1, event };
  });
}
