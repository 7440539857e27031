import {
  type PinpointSMSVoiceV2Client,
  SendVoiceMessageCommand,
  type SendVoiceMessageCommandInput,
  type VoiceId,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { voiceFor } from "#lib/domain/content/spoken.ts";
import type { ChannelPort, Envelope } from "#lib/ports.ts";
import { phoneService } from "../aws/phone-service.ts";
import { endOf } from "../aws/send-once.ts";

/** `originationNumber`: a number that calls; pools only text. `maxPricePerMinute`: US dollars, e.g. "0.20". */
export type VoiceSettings = {
  originationNumber: string;
  configurationSet: string;
  maxPricePerMinute?: string;
};

const service = phoneService("voice");

/**
 * Calls by AWS End User Messaging (API pinpoint-sms-voice-v2, SendVoiceMessage): Amazon Polly reads the body out, as
 * SSML where it is marked up. The call takes no key presses.
 */
export const voiceChannel = (client: PinpointSMSVoiceV2Client, settings: VoiceSettings): ChannelPort => ({
  channel: "voice",
  async send(envelope) {
    const voice = voiceFor(envelope.language);
    if (!voice) return { outcome: "refused", code: "content", detail: "no_voice_for_language" };
    const command = new SendVoiceMessageCommand(requestOf(envelope, settings, voice as VoiceId));
    return endOf(service, client.send(command), ({ MessageId: providerId = "" }) => ({
      outcome: "accepted",
      providerId,
    }));
  },
});

const requestOf = (
  envelope: Envelope,
  settings: VoiceSettings,
  voice: VoiceId,
): SendVoiceMessageCommandInput => ({
  DestinationPhoneNumber: envelope.address,
  OriginationIdentity: settings.originationNumber,
  MessageBody: envelope.body,
  MessageBodyTextType: envelope.markup ? "SSML" : "TEXT",
  VoiceId: voice,
  ConfigurationSetName: settings.configurationSet,
  ...(settings.maxPricePerMinute && { MaxPricePerMinute: settings.maxPricePerMinute }),
  Context: { outreachId: envelope.outreachId, attempt: String(envelope.attempt) },
});
