import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { find } from "./find.ts";
import { type Reading, readOnRecord } from "./on-record.ts";

/** What a patient wrote, for a reason. Throws `not_found`. */
export const readMessage = (
  ports: Pick<Ports, "records" | "clock">,
  id: string,
  by: Reading,
): Promise<Stored<"message">> =>
  readOnRecord(ports, (how) => find(ports.records, "message", id, how), { type: "message.read", ...by });
