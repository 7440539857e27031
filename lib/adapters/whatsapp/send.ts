import {
  SendWhatsAppMessageCommand,
  type SendWhatsAppMessageCommandInput,
  SocialMessagingClient,
  type SocialMessagingClientConfig,
  SocialMessagingServiceException,
} from "@aws-sdk/client-socialmessaging";
import type { ChannelPort, Envelope } from "#lib/ports.ts";
import { endOf, type Service, sendOnce } from "../aws/send-once.ts";
import { contextOf } from "./context.ts";

/** `originationPhoneNumberId`: `phone-number-id-…`, as AWS names a number of the linked WhatsApp account. */
export type WhatsAppSettings = { originationPhoneNumberId: string };

/** Of Meta's Cloud API; the newest that AWS's own guide sends with. */
const metaApiVersion = "v20.0";

/** The only client this channel may be given. */
export const whatsAppClient = (config: SocialMessagingClientConfig = {}): SocialMessagingClient =>
  new SocialMessagingClient(sendOnce(config));

const service: Service<SocialMessagingServiceException> = {
  channel: "whatsapp",
  answer: SocialMessagingServiceException,
  causes: new Map([
    ["InvalidParametersException", "content"],
    ["ValidationException", "content"],
  ]),
};

const phoneNumber = /^\+[1-9]\d{6,14}$/;

/**
 * WhatsApp by AWS End User Messaging Social (SendWhatsAppMessage). Meta takes any number and tells of one that has no
 * WhatsApp later, in a receipt; what is no number at all is refused here.
 */
export const whatsAppChannel = (client: SocialMessagingClient, settings: WhatsAppSettings): ChannelPort => ({
  channel: "whatsapp",
  async send(envelope) {
    if (!phoneNumber.test(envelope.address))
      return { outcome: "refused", code: "address_invalid", detail: "not_a_phone_number" };
    const command = new SendWhatsAppMessageCommand(requestOf(envelope, settings));
    return endOf(service, client.send(command), ({ messageId: providerId = "" }) => ({
      outcome: "accepted",
      providerId,
    }));
  },
});

const requestOf = (envelope: Envelope, settings: WhatsAppSettings): SendWhatsAppMessageCommandInput => ({
  originationPhoneNumberId: settings.originationPhoneNumberId,
  metaApiVersion,
  message: new TextEncoder().encode(JSON.stringify(messageOf(envelope))),
});

/** WhatsApp Cloud API, messages: a template where one was approved, else text for whoever wrote within the day. */
const messageOf = (envelope: Envelope) => ({
  messaging_product: "whatsapp",
  recipient_type: "individual",
  to: envelope.address,
  biz_opaque_callback_data: contextOf(envelope),
  ...(envelope.approved
    ? { type: "template", template: templateOf(envelope.approved) }
    : { type: "text", text: { preview_url: false, body: envelope.body } }),
});

const templateOf = ({ name, language, parameters }: NonNullable<Envelope["approved"]>) => ({
  name,
  language: { code: language },
  ...(parameters.length > 0 && {
    components: [{ type: "body", parameters: parameters.map((text) => ({ type: "text", text })) }],
  }),
});
