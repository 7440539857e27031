import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  PinpointSMSVoiceV2ServiceException,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
  ServiceQuotaExceededException,
  ValidationException,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import type { ChannelPort, Envelope, RefusalCause } from "#lib/ports.ts";
import { endOf, type Service, sendOnce } from "../aws/send-once.ts";

/** `maxPrice`: US dollars per message, e.g. "0.20"; dearer ones are refused. `originationIdentity`: a number or pool. */
export type SmsSettings = { originationIdentity: string; configurationSet: string; maxPrice?: string };

/** The only client this channel may be given. */
export const smsClient = (config: PinpointSMSVoiceV2ClientConfig = {}): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client(sendOnce(config));

/** SMS by AWS End User Messaging (API pinpoint-sms-voice-v2, SendTextMessage). */
export const smsChannel = (client: PinpointSMSVoiceV2Client, settings: SmsSettings): ChannelPort => ({
  channel: "sms",
  send: (envelope) =>
    endOf(service, client.send(new SendTextMessageCommand(requestOf(envelope, settings))), (answer) => ({
      outcome: "accepted",
      providerId: answer.MessageId ?? "",
    })),
});

const requestOf = (envelope: Envelope, settings: SmsSettings): SendTextMessageCommandInput => ({
  DestinationPhoneNumber: envelope.address,
  OriginationIdentity: settings.originationIdentity,
  MessageBody: envelope.body,
  MessageType: envelope.purpose === "marketing" ? "PROMOTIONAL" : "TRANSACTIONAL",
  ConfigurationSetName: settings.configurationSet,
  ...(settings.maxPrice && { MaxPrice: settings.maxPrice }),
  Context: { outreachId: envelope.outreachId, attempt: String(envelope.attempt) },
});

/** Whose fault, by exception and its Reason or faulty field; everything else is the account's. */
const causes = new Map<string, RefusalCause>([
  ["ConflictException/DESTINATION_PHONE_NUMBER_OPTED_OUT", "address_opted_out"],
  ["ValidationException/DestinationPhoneNumber", "address_invalid"],
  ["ValidationException/MessageBody", "content"],
  ["ValidationException/MAXIMUM_SIZE_EXCEEDED", "content"],
  ["ValidationException/PRICE_OVER_THRESHOLD", "content"],
]);

const ourFields = ["DestinationPhoneNumber", "MessageBody"];

function reasonOf(error: PinpointSMSVoiceV2ServiceException): string | undefined {
  if (error instanceof ValidationException)
    return (
      error.Fields?.map((field) => field.Name ?? "").find((name) => ourFields.includes(name)) ?? error.Reason
    );
  if (error instanceof ConflictException || error instanceof ServiceQuotaExceededException)
    return error.Reason;
  return undefined;
}

const service: Service<PinpointSMSVoiceV2ServiceException> = {
  channel: "sms",
  answer: PinpointSMSVoiceV2ServiceException,
  narrow: reasonOf,
  causes,
};
