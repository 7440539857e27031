import { Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { find } from "../read/find.ts";
import { type Reading, readOnRecord } from "../read/on-record.ts";

/**
 * What a patient answered, for a reason. A form still being filled in is the patient's own: a version written under it
 * would make them look again. Throws `not_found`, `wrong_state`.
 */
export function readResponse(
  ports: Pick<Ports, "records" | "clock">,
  id: string,
  by: Reading,
): Promise<Stored<"formResponse">> {
  const look = async (how: { consistent: boolean }) => {
    const response = await find(ports.records, "formResponse", id, how);
    if (response.data.status !== "completed") throw new Refusal("wrong_state", "It was not sent yet.");
    return response;
  };
  return readOnRecord(ports, look, { type: "form.read", ...by });
}
