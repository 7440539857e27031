import fc from "fast-check";
import { expect, it } from "vitest";
import { receiptsFrom as emailReceiptsFrom } from "#lib/adapters/email/receipt.ts";
import { inboundFrom } from "#lib/adapters/sms/inbound.ts";
import { receiptsFrom as smsReceiptsFrom } from "#lib/adapters/sms/receipt.ts";
import { notificationOf } from "#lib/adapters/sns/notifications.ts";
import { pressedFrom } from "#lib/adapters/voice/inbound.ts";
import { receiptsFrom as voiceReceiptsFrom } from "#lib/adapters/voice/receipt.ts";
import { inboundFrom as whatsAppInboundFrom } from "#lib/adapters/whatsapp/inbound.ts";
import { receiptsFrom as whatsAppReceiptsFrom } from "#lib/adapters/whatsapp/receipt.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";

const anyOf = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] });
/** Meta's entry with anything in the members that are read; some of it fits. */
const entries = fc
  .array(
    anyOf({
      value: anyOf({
        statuses: fc.array(
          anyOf({
            id: fc.string(),
            status: fc.oneof(fc.constantFrom("sent", "read", "failed"), fc.string()),
            timestamp: fc.oneof(fc.constant("1758171394"), fc.string()),
            biz_opaque_callback_data: fc.oneof(fc.constant("out_1.1"), fc.string()),
            errors: fc.oneof(fc.constant([{ code: 131026 }]), fc.anything()),
          }),
        ),
        messages: fc.array(
          anyOf({
            id: fc.string(),
            from: fc.oneof(fc.constant("12025550142"), fc.string()),
            timestamp: fc.oneof(fc.constant("1758171394"), fc.integer()),
            type: fc.constantFrom("text", "image", "location", "😀"),
            text: fc.anything(),
          }),
        ),
      }),
    }),
  )
  .map((changes) => JSON.stringify({ changes }));

/** Almost right: the members that the parsers look for, with anything in them. */
const nearly = fc.record(
  {
    eventType: fc.oneof(fc.constantFrom("TEXT_DELIVERED", "Bounce", "Complaint", "Delivery"), fc.anything()),
    eventTimestamp: fc.oneof(fc.integer(), fc.double(), fc.anything()),
    messageId: fc.oneof(fc.string(), fc.anything()),
    context: fc.oneof(
      fc.record({ outreachId: fc.string(), attempt: fc.oneof(fc.constant("1"), fc.anything()) }),
      fc.anything(),
    ),
    mail: fc.anything({ maxDepth: 3 }),
    bounce: fc.anything(),
    originationNumber: fc.anything(),
    messageBody: fc.anything(),
    whatsAppWebhookEntry: fc.oneof(entries, fc.json(), fc.anything()),
    Details: fc.anything({ maxDepth: 4 }),
    Sns: fc.record({ Message: fc.anything(), Timestamp: fc.anything() }),
    body: fc.oneof(fc.json(), fc.anything()),
  },
  { requiredKeys: [] },
);

it.each([
  ["a text's event", smsReceiptsFrom],
  ["an email's event", emailReceiptsFrom],
  ["a call's event", voiceReceiptsFrom],
  ["a WhatsApp status", whatsAppReceiptsFrom],
])("whatever comes as %s gives receipts of the table or none, and never throws", (_, receiptsFrom) => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (event) => {
      for (const receipt of receiptsFrom(event)) expect(Object.keys(receipts)).toContain(receipt.receipt);
    }),
    { numRuns: 1_000 },
  );
});

const now = "2026-11-22T15:00:00.000Z";

it("whatever comes as a notification or a patient's text never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (event) => {
      expect(inboundFrom(event, now).length).toBeLessThan(2);
      for (const { from, at } of whatsAppInboundFrom(event)) expect([from[0], at.at(-1)]).toEqual(["+", "Z"]);
      pressedFrom(event, now);
      notificationOf(event);
    }),
    { numRuns: 1_000 },
  );
});
