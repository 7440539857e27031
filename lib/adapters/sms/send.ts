import {
  type PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import type { ChannelPort, Envelope } from "#lib/ports.ts";
import { phoneService } from "../aws/phone-service.ts";
import { endOf } from "../aws/send-once.ts";

/** `maxPrice`: US dollars per message, e.g. "0.20"; dearer ones are refused. `originationIdentity`: a number or pool. */
export type SmsSettings = { originationIdentity: string; configurationSet: string; maxPrice?: string };

const service = phoneService("sms");

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
