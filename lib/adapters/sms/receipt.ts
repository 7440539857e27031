import * as z from "zod";
import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Receipt } from "#lib/ports.ts";

/**
 * AWS End User Messaging's text events → rows of receipts.ts. Event types: SMS user guide, "Event types for SMS, MMS,
 * and voice".
 */
const receiptByEvent = new Map<string, ReceiptName>([
  ["TEXT_QUEUED", "accepted"],
  ["TEXT_PENDING", "accepted"],
  ["TEXT_SUCCESSFUL", "carrier-accepted"],
  ["TEXT_DELIVERED", "delivered"],
  ["TEXT_UNKNOWN", "carrier-silent"],
  ["TEXT_CARRIER_UNREACHABLE", "carrier-unreachable"],
  ["TEXT_UNREACHABLE", "unreachable"],
  ["TEXT_TTL_EXPIRED", "expired"],
  ["TEXT_INVALID_MESSAGE", "content-rejected"],
  ["TEXT_CARRIER_BLOCKED", "carrier-blocked"],
  ["TEXT_SPAM", "carrier-blocked"],
  ["TEXT_PROTECT_BLOCKED", "account-blocked"],
  ["TEXT_BLOCKED", "recipient-blocked"],
  ["TEXT_INVALID", "invalid-address"],
]);

/** What we read of it. The destination number is in it too, and is not read. */
const TextEvent = z.object({
  eventType: z.string(),
  /** Unix milliseconds, within what a Date can hold (ECMA-262, time values). */
  eventTimestamp: z.int().min(0).max(8.64e15),
  messageId: z.string(),
  context: z.object({ outreachId: z.string(), attempt: z.coerce.number().int().min(1) }),
});

/**
 * The receipt in one event of a configuration set's SNS or Firehose destination. The copy that goes to EventBridge by
 * itself has no `context`, so it names no outreach and gives none; so does any other event.
 */
export function receiptsFrom(event: unknown): Receipt[] {
  const parsed = TextEvent.safeParse(event);
  if (!parsed.success) return [];
  const { eventType, eventTimestamp, messageId, context } = parsed.data;
  const receipt = receiptByEvent.get(eventType);
  if (!receipt) return [];
  return [
    {
      ...context,
      channel: "sms",
      receipt,
      at: new Date(eventTimestamp).toISOString(),
      providerId: messageId,
      code: eventType,
    },
  ];
}
