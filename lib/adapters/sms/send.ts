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
import { type CallFault, endingOf } from "#lib/domain/outreach/ending.ts";
import {
  type ChannelPort,
  type Envelope,
  type RefusalCause,
  type SendResult,
  UnknownEnd,
} from "#lib/ports.ts";

/** `maxPrice`: US dollars per message, e.g. "0.20"; dearer ones are refused. `originationIdentity`: a number or pool. */
export type SmsSettings = { originationIdentity: string; configurationSet: string; maxPrice?: string };

/**
 * The only client this channel may be given. The SDK's own retries are off: SendTextMessage has no idempotency token,
 * so a retry after a time-out could text the patient twice. What to try again is decided by deliver, which has a claim.
 */
export const smsClient = (config: PinpointSMSVoiceV2ClientConfig = {}): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...config,
    maxAttempts: 1,
  });

/** SMS by AWS End User Messaging (API pinpoint-sms-voice-v2, SendTextMessage). */
export const smsChannel = (client: PinpointSMSVoiceV2Client, settings: SmsSettings): ChannelPort => ({
  channel: "sms",
  async send(envelope) {
    try {
      const answer = await client.send(new SendTextMessageCommand(requestOf(envelope, settings)));
      return { outcome: "accepted", providerId: answer.MessageId ?? "" };
    } catch (error) {
      return resultOf(error);
    }
  },
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

function resultOf(error: unknown): SendResult {
  const ending = endingOf(faultOf(error), causes, "account");
  if (ending.outcome === "unknown") throw new UnknownEnd("sms", ending.code);
  return ending;
}

function faultOf(error: unknown): CallFault {
  const { name, code } = error as { name: string; code?: string };
  if (!(error instanceof PinpointSMSVoiceV2ServiceException)) return { name: code ?? name };
  const narrow = reasonOf(error);
  return { status: error.$metadata.httpStatusCode, name, ...(narrow && { code: `${name}/${narrow}` }) };
}

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
