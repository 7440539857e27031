import * as z from "zod";
import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Receipt } from "#lib/ports.ts";

/** What we read of an event of a text or a call. The destination number is in it too, and is not read. */
const PhoneEvent = z.object({
  eventType: z.string(),
  /** Unix milliseconds, within what a Date can hold (ECMA-262, time values). */
  eventTimestamp: z.int().min(0).max(8.64e15),
  messageId: z.string(),
  context: z.object({ outreachId: z.string(), attempt: z.coerce.number().int().min(1) }),
});

/**
 * The receipt in one event that End User Messaging publishes of a text or a call. The copy that goes to EventBridge by
 * itself has no `context`, so it names no outreach and gives none; so does any event that `names` has not.
 */
export function phoneReceiptsFrom(
  event: unknown,
  channel: Channel,
  names: ReadonlyMap<string, ReceiptName>,
): Receipt[] {
  const parsed = PhoneEvent.safeParse(event);
  if (!parsed.success) return [];
  const { eventType, eventTimestamp, messageId, context } = parsed.data;
  const receipt = names.get(eventType);
  if (!receipt) return [];
  const at = new Date(eventTimestamp).toISOString();
  return [{ ...context, channel, receipt, at, providerId: messageId, code: eventType }];
}
