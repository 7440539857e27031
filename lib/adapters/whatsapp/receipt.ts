import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import type { Receipt } from "#lib/ports.ts";
import { contextFrom } from "./context.ts";
import { type Status, valuesOf } from "./event.ts";

/** The receipts in one event of the account's topic. */
export const receiptsFrom = (event: unknown): Receipt[] =>
  valuesOf(event)
    .flatMap(({ statuses = [] }) => statuses)
    .flatMap(receiptOf);

function receiptOf(told: Status): Receipt[] {
  const context = contextFrom(told.biz_opaque_callback_data);
  const receipt = told.status === "failed" ? failure(told) : receiptByStatus.get(told.status);
  if (!context || !receipt) return [];
  const code = told.errors?.[0]?.code;
  return [
    {
      ...context,
      channel: "whatsapp",
      receipt,
      at: told.timestamp,
      providerId: told.id,
      code: code === undefined ? told.status : `${told.status}/${code}`,
    },
  ];
}

/** WhatsApp Cloud API, status messages. Read implies delivered: the delivery may never be told of by itself. */
const receiptByStatus = new Map<string, ReceiptName>([
  ["sent", "accepted"],
  ["delivered", "delivered"],
  ["read", "read"],
]);

/**
 * WhatsApp Cloud API, error codes. 131026 says that this number cannot be reached on WhatsApp (it has none, or never
 * took Meta's terms); 130472 and 131049, that Meta chose not to deliver; 131050, that the patient wants no marketing.
 */
const receiptByError = new Map<number, ReceiptName>([
  [131026, "invalid-address"],
  [131050, "marketing-declined"],
  [130472, "carrier-blocked"],
  [131049, "carrier-blocked"],
  [131047, "content-rejected"],
  [131051, "content-rejected"],
  [131008, "content-rejected"],
  [131009, "content-rejected"],
  [368, "account-blocked"],
  [130429, "account-blocked"],
  [131031, "account-blocked"],
  [131042, "account-blocked"],
  [131048, "account-blocked"],
  [131056, "account-blocked"],
]);

/** 132xxx: the template is not there, paused, disabled, or filled wrongly. Whatever is newer may work another time. */
function failure({ errors }: Status): ReceiptName {
  const code = errors?.[0]?.code ?? 0;
  if (code >= 132_000 && code < 133_000) return "content-rejected";
  return receiptByError.get(code) ?? "unreachable";
}
