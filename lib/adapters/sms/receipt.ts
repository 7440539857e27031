import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Receipt } from "#lib/ports.ts";
import { phoneReceiptsFrom } from "../aws/phone-event.ts";

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

/** The receipt in one event of a configuration set's SNS or Firehose destination. */
export const receiptsFrom = (event: unknown): Receipt[] => phoneReceiptsFrom(event, "sms", receiptByEvent);
