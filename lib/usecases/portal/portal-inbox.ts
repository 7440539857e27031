import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { type Reading, readOnRecord } from "../read/on-record.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;
type Which = { patientId: string; messageId: string };
type By = { actor: Actor; cause?: string };

/** Throws `not_found` where the message is another patient's, too. */
export async function inboxMessage(
  { records }: Pick<Ports, "records">,
  { patientId, messageId }: Which,
  how: { consistent: boolean },
): Promise<Stored<"portalMessage">> {
  const message = await records.get("portalMessage", messageId, how);
  if (message?.data.patientId !== patientId) throw new Refusal("not_found");
  return message;
}

/** The text, for a reason. Throws as `inboxMessage`. */
export const fetchInboxMessage = (
  ports: Needs,
  which: Which,
  by: Reading,
): Promise<Stored<"portalMessage">> =>
  readOnRecord(ports, (how) => inboxMessage(ports, which, how), { type: "portal-message.fetched", ...by });

/** The patient opened it. Once is enough: the first time stays. */
export function markInboxMessageRead(ports: Needs, which: Which, by: By): Promise<Stored<"portalMessage">> {
  return retried(async (consistent) => {
    const message = await inboxMessage(ports, which, { consistent });
    if (message.data.readAt) return message;
    const { id, version: expect } = message;
    const at = ports.clock.now();
    const data = { ...message.data, readAt: at };
    const event: ChangeEvent = { type: "portal-message.read", at, ...by };
    await ports.records.save([{ kind: "portalMessage", id, expect, data, event }]);
    return { ...message, data, event, version: expect + 1 };
  });
}
