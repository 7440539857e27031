import fc from "fast-check";
import { expect, it } from "vitest";
import { receiptsFrom as emailReceiptsFrom } from "#lib/adapters/email/receipt.ts";
import { inboundFrom } from "#lib/adapters/sms/inbound.ts";
import { receiptsFrom as smsReceiptsFrom } from "#lib/adapters/sms/receipt.ts";
import { notificationOf } from "#lib/adapters/sns/notifications.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";

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
    Sns: fc.record({ Message: fc.anything(), Timestamp: fc.anything() }),
    body: fc.oneof(fc.json(), fc.anything()),
  },
  { requiredKeys: [] },
);

it.each([
  ["a text's event", smsReceiptsFrom],
  ["an email's event", emailReceiptsFrom],
])("whatever comes as %s gives receipts of the table or none, and never throws", (_, receiptsFrom) => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (event) => {
      for (const receipt of receiptsFrom(event)) expect(Object.keys(receipts)).toContain(receipt.receipt);
    }),
    { numRuns: 1_000 },
  );
});

it("whatever comes as a notification or a patient's text never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (event) => {
      expect(inboundFrom(event, "2026-11-22T15:00:00.000Z").length).toBeLessThan(2);
      notificationOf(event);
    }),
    { numRuns: 1_000 },
  );
});
