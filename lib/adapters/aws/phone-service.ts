import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  PinpointSMSVoiceV2ServiceException,
  ServiceQuotaExceededException,
  ValidationException,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import type { RefusalCause } from "#lib/ports.ts";
import { type Service, sendOnce } from "./send-once.ts";

/** The only client that texts and calls may be given. */
export const phoneClient = (config: PinpointSMSVoiceV2ClientConfig = {}): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client(sendOnce(config));

/** By exception and its Reason or faulty field. */
const causes = new Map<string, RefusalCause>([
  ["ConflictException/DESTINATION_PHONE_NUMBER_OPTED_OUT", "address_opted_out"],
  ["ValidationException/DestinationPhoneNumber", "address_invalid"],
  ["ValidationException/MessageBody", "content"],
  ["ValidationException/MAXIMUM_SIZE_EXCEEDED", "content"],
  ["ValidationException/PRICE_OVER_THRESHOLD", "content"],
]);

/** How AWS End User Messaging refuses a text or a call. */
export const phoneService = (channel: "sms" | "voice"): Service<PinpointSMSVoiceV2ServiceException> => ({
  channel,
  answer: PinpointSMSVoiceV2ServiceException,
  narrow: reasonOf,
  causes,
});

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
