import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { PortalMessage } from "#lib/domain/portal-message.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
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

/** The text, for a reason: the reading is written before it leaves (45 CFR 164.312(b)). */
export const fetchInboxMessage = (
  ports: Needs,
  which: Which,
  by: By & { reason: string },
): Promise<Stored<"portalMessage">> => write(ports, which, { type: "portal-message.fetched", ...by });

/** The patient opened it. Once is enough: the first time stays. */
export async function markInboxMessageRead(
  ports: Needs,
  which: Which,
  by: By,
): Promise<Stored<"portalMessage">> {
  return write(ports, which, { type: "portal-message.read", ...by }, (message, readAt) =>
    message.readAt ? undefined : { ...message, readAt },
  );
}

function write(
  ports: Needs,
  which: Which,
  said: Omit<ChangeEvent, "at">,
  change: (message: PortalMessage, at: string) => PortalMessage | undefined = (message) => message,
): Promise<Stored<"portalMessage">> {
  return retried(async (consistent) => {
    const message = await inboxMessage(ports, which, { consistent });
    const event: ChangeEvent = { ...said, at: ports.clock.now() };
    const data = change(message.data, event.at);
    if (!data) return message;
    const { id, version: expect } = message;
    await ports.records.save([{ kind: "portalMessage", id, expect, data, event }]);
    return { ...message, data, event, version: expect + 1 };
  });
}
