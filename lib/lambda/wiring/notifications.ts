import { receiptsFrom as emailReceipts } from "#lib/adapters/email/receipt.ts";
import { inboundFrom as smsInbound } from "#lib/adapters/sms/inbound.ts";
import { receiptsFrom as smsReceipts } from "#lib/adapters/sms/receipt.ts";
import { notificationOf } from "#lib/adapters/sns/notifications.ts";
import { receiptsFrom as voiceReceipts } from "#lib/adapters/voice/receipt.ts";
import { inboundFrom as whatsAppInbound } from "#lib/adapters/whatsapp/inbound.ts";
import { receiptsFrom as whatsAppReceipts } from "#lib/adapters/whatsapp/receipt.ts";
import type { Inbound, Receipt } from "#lib/ports.ts";

/** Each provider's events have their own shape: what is not theirs gives none. */
export function inboundOf(record: unknown): Inbound[] {
  const notification = notificationOf(record);
  if (!notification) return [];
  const { event, at } = notification;
  return [...smsInbound(event, at), ...whatsAppInbound(event)];
}

export function receiptsOf(record: unknown): Receipt[] {
  const event = notificationOf(record)?.event;
  return [smsReceipts, voiceReceipts, emailReceipts, whatsAppReceipts].flatMap((read) => read(event));
}
