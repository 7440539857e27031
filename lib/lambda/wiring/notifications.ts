import { receiptsFrom as emailReceipts } from "#lib/adapters/email/receipt.ts";
import { inboundFrom } from "#lib/adapters/sms/inbound.ts";
import { receiptsFrom as smsReceipts } from "#lib/adapters/sms/receipt.ts";
import { notificationOf } from "#lib/adapters/sns/notifications.ts";
import type { Inbound, Receipt } from "#lib/ports.ts";

export function smsInbound(record: unknown): Inbound[] {
  const notification = notificationOf(record);
  return notification ? inboundFrom(notification.event, notification.at) : [];
}

/** Each provider's events have their own shape: what is not theirs gives none. */
export function receiptsOf(record: unknown): Receipt[] {
  const event = notificationOf(record)?.event;
  return [...smsReceipts(event), ...emailReceipts(event)];
}
