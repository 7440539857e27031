import * as z from "zod";
import type { Instant } from "#lib/domain/words.ts";
import type { Inbound } from "#lib/ports.ts";

/**
 * A key that a caller pressed, from the flow of an Amazon Connect line ("Invoke AWS Lambda function", administrator
 * guide): the flow's "Store customer input" block puts it into the parameter `key`.
 */
const Pressed = z.object({
  Details: z.object({
    ContactData: z.object({
      ContactId: z.string().min(1).max(256),
      Channel: z.literal("VOICE"),
      CustomerEndpoint: z.object({
        Type: z.literal("TELEPHONE_NUMBER"),
        Address: z.string().regex(/^\+\d{7,15}$/),
      }),
      SystemEndpoint: z.object({ Address: z.string() }).nullish(),
    }),
    Parameters: z.object({ key: z.string().regex(/^[0-9*#]$/) }),
  }),
});

/** Undefined for anything else. The same key twice in one call is one message. */
export function pressedFrom(event: unknown, at: Instant): Inbound | undefined {
  const parsed = Pressed.safeParse(event);
  if (!parsed.success) return undefined;
  const { ContactData, Parameters } = parsed.data.Details;
  const to = ContactData.SystemEndpoint?.Address;
  return {
    messageId: `${ContactData.ContactId}/${Parameters.key}`,
    channel: "voice",
    from: ContactData.CustomerEndpoint.Address,
    ...(to && { to }),
    text: Parameters.key,
    at,
  };
}
