import * as z from "zod";
import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import { Instant } from "#lib/domain/words.ts";
import type { Receipt } from "#lib/ports.ts";

/** A message tag comes back as a list of one. */
const Tag = z.tuple([z.string()]).transform(([value]) => value);
const Moment = z.object({ timestamp: Instant });

/**
 * SES developer guide, "Contents of event data that Amazon SES publishes to Amazon SNS"; EventBridge's `detail` is the
 * same. Tags come with event publishing by a configuration set only, never with an identity's own notifications.
 */
const SesEvent = z.object({
  eventType: z.string(),
  mail: Moment.extend({
    messageId: z.string(),
    tags: z.object({ outreachId: Tag, attempt: Tag.transform(Number).pipe(z.int().min(1)) }),
  }),
  bounce: Moment.extend({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
  complaint: Moment.extend({
    complaintSubType: z.string().nullish(),
    /** The mailbox provider's word, from its own report: one that is no word of RFC 5965's kind is not read. */
    complaintFeedbackType: z
      .string()
      .regex(/^[a-z-]{1,30}$/)
      .nullish()
      .catch(undefined),
  }).optional(),
  delivery: Moment.optional(),
  deliveryDelay: Moment.extend({ delayType: z.string() }).optional(),
});
type SesEvent = z.infer<typeof SesEvent>;

/** The receipt in one SES event. Opens and clicks are none: scanners open and click too. */
export function receiptsFrom(event: unknown): Receipt[] {
  const parsed = SesEvent.safeParse(event);
  if (!parsed.success) return [];
  const said = parsed.data;
  const read = readers.get(said.eventType)?.(said);
  if (!read) return [];
  const moment = said.bounce ?? said.complaint ?? said.delivery ?? said.deliveryDelay ?? said.mail;
  return [
    {
      ...said.mail.tags,
      channel: "email",
      receipt: read.receipt,
      at: moment.timestamp,
      providerId: said.mail.messageId,
      code: read.code,
    },
  ];
}

type Read = { receipt: ReceiptName; code: string } | undefined;

const readers = new Map<string, (event: SesEvent) => Read>([
  ["Send", () => ({ receipt: "accepted", code: "Send" })],
  ["DeliveryDelay", (e) => ({ receipt: "delayed", code: `DeliveryDelay/${e.deliveryDelay?.delayType}` })],
  ["Delivery", () => ({ receipt: "delivered", code: "Delivery" })],
  ["Reject", () => ({ receipt: "content-rejected", code: "Reject" })],
  ["Rendering Failure", () => ({ receipt: "content-rejected", code: "RenderingFailure" })],
  ["Bounce", ({ bounce }) => bounce && { receipt: bounced(bounce), code: codeOf(bounce) }],
  ["Complaint", ({ complaint }) => complaint && complained(complaint)],
]);

const codeOf = (b: { bounceType: string; bounceSubType: string }) => `${b.bounceType}/${b.bounceSubType}`;

/** On our own or SES's suppression list: SES did not even try. */
const suppressed = ["Suppressed", "OnAccountSuppressionList"];
const aboutContent = ["MessageTooLarge", "ContentRejected", "AttachmentRejected"];

/** Only `Permanent` says the address is dead; `Transient` and `Undetermined` may work another time. */
function bounced(bounce: { bounceType: string; bounceSubType: string }): ReceiptName {
  if (suppressed.includes(bounce.bounceSubType)) return "suppressed-bounce";
  if (bounce.bounceType === "Permanent") return "hard-bounce";
  return aboutContent.includes(bounce.bounceSubType) ? "content-rejected" : "soft-bounce";
}

/** `not-spam` is the opposite of a complaint: the recipient took the message out of the spam folder. */
function complained(complaint: NonNullable<SesEvent["complaint"]>): Read {
  if (complaint.complaintFeedbackType === "not-spam") return undefined;
  if (complaint.complaintSubType === "OnAccountSuppressionList")
    return { receipt: "suppressed-complaint", code: "Complaint/OnAccountSuppressionList" };
  return { receipt: "complaint", code: `Complaint/${complaint.complaintFeedbackType ?? "unspecified"}` };
}
