import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

/**
 * What a patient answered, for a reason. The reading is written before the answers leave, as a version with the same
 * data, so that the audit trail tells of it (45 CFR 164.312(b)). A form still being filled in is the patient's own:
 * a version written under it would make them look again.
 */
export function readResponse(
  { records, clock }: Pick<Ports, "records" | "clock">,
  id: string,
  by: { actor: Actor; reason: string; cause?: string },
): Promise<Stored<"formResponse">> {
  return retried(async (consistent) => {
    const response = await records.get("formResponse", id, { consistent });
    if (!response) throw new Refusal("not_found");
    if (response.data.status !== "completed") throw new Refusal("wrong_state", "It was not sent yet.");
    const event = { type: "form.read" as const, at: clock.now(), ...by };
    await records.save([{ kind: "formResponse", id, expect: response.version, data: response.data, event }]);
    return { ...response, version: response.version + 1, event };
  });
}
