import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Receipt } from "#lib/ports.ts";
import { phoneReceiptsFrom } from "../aws/phone-event.ts";

/**
 * AWS End User Messaging's call events → rows of receipts.ts. Event types: SMS user guide, "Event types for SMS, MMS,
 * and voice". Completed means that it was played, to a person or to a machine: nobody can tell the two apart.
 */
const receiptByEvent = new Map<string, ReceiptName>([
  ["VOICE_INITIATED", "accepted"],
  ["VOICE_RINGING", "accepted"],
  ["VOICE_ANSWERED", "carrier-accepted"],
  ["VOICE_COMPLETED", "delivered"],
  ["VOICE_BUSY", "busy"],
  ["VOICE_NO_ANSWER", "no-answer"],
  ["VOICE_FAILED", "call-failed"],
  ["VOICE_TTL_EXPIRED", "expired"],
]);

/** The receipt in one event of a configuration set's SNS destination. */
export const receiptsFrom = (event: unknown): Receipt[] => phoneReceiptsFrom(event, "voice", receiptByEvent);
