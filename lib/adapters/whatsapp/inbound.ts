import { numberOfWaId } from "#lib/domain/patient/wa-id.ts";
import type { Inbound } from "#lib/ports.ts";
import { valuesOf, type Written } from "./event.ts";

/** What patients wrote, in one event of the account's topic. */
export const inboundFrom = (event: unknown): Inbound[] =>
  valuesOf(event).flatMap(({ messages = [], metadata }) =>
    messages.map((message) => inboundOf(message, metadata?.display_phone_number)),
  );

const inboundOf = (message: Written, to: string | undefined): Inbound => ({
  messageId: message.id,
  channel: "whatsapp",
  from: numberOfWaId(message.from),
  ...(to && { to }),
  text: textOf(message),
  at: message.timestamp,
  ...(message.context?.id && { inReplyTo: message.context.id }),
});

/** A tap on a button says what stands on it; of a picture or a sound staff are told, and look in WhatsApp. */
const textOf = ({ text, button, interactive, type }: Written): string =>
  text?.body ??
  button?.text ??
  interactive?.button_reply?.title ??
  interactive?.list_reply?.title ??
  `[${type}]`;
