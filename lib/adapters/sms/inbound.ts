import * as z from "zod";
import type { Instant } from "#lib/domain/words.ts";
import type { Inbound } from "#lib/ports.ts";

/** SMS user guide, "Example of a two-way SMS message payload for Amazon SNS topics". */
const TwoWayMessage = z.object({
  originationNumber: z.string().min(1),
  destinationNumber: z.string(),
  messageBody: z.string(),
  inboundMessageId: z.string().min(1),
  previousPublishedMessageId: z.string().optional(),
});

/** A patient's text, from the payload of the number's two-way topic; `at` is the notification's, it has no time itself. */
export function inboundFrom(event: unknown, at: Instant): Inbound[] {
  const parsed = TwoWayMessage.safeParse(event);
  if (!parsed.success) return [];
  const { originationNumber, destinationNumber, messageBody, inboundMessageId, previousPublishedMessageId } =
    parsed.data;
  return [
    {
      messageId: inboundMessageId,
      channel: "sms",
      from: originationNumber,
      to: destinationNumber,
      text: messageBody,
      at,
      ...(previousPublishedMessageId && { inReplyTo: previousPublishedMessageId }),
    },
  ];
}
