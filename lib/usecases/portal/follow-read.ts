import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { recordReceipt } from "../outreach/record-receipt.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** That it was read is the receipt of the message it was. */
export async function followRead(ports: Needs, { data, event }: Stored<"portalMessage">): Promise<void> {
  const { outreachId, attempt, readAt = event.at } = data;
  const receipt = { outreachId, attempt, channel: "portal", receipt: "read", at: readAt } as const;
  await recordReceipt(ports, receipt, { actor: event.actor, cause: data.id });
}
