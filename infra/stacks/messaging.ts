import type { Construct } from "constructs";
import { sendersOf } from "#infra/channel-senders.ts";
import { EmailChannel } from "#infra/constructs/email-channel.ts";
import { PushChannel } from "#infra/constructs/push-channel.ts";
import { SmsChannel } from "#infra/constructs/sms-channel.ts";
import { VoiceChannel } from "#infra/constructs/voice-channel.ts";
import { WhatsAppChannel } from "#infra/constructs/whatsapp-channel.ts";
import type { House } from "#infra/house.ts";
import { CustomerStack } from "./customer-stack.ts";

/** How messages leave and come back: one construct per channel that is on. */
export class MessagingStack extends CustomerStack {
  readonly sms: SmsChannel | undefined;
  readonly email: EmailChannel | undefined;
  readonly push: PushChannel | undefined;
  readonly voice: VoiceChannel | undefined;
  readonly whatsapp: WhatsAppChannel | undefined;

  constructor(scope: Construct, house: House) {
    super(scope, "messaging", house.settings, "Followthrough: senders and their events");
    const { settings } = house;
    const { sms, email, push, voice, whatsapp } = settings.senders;
    this.sms = sms && new SmsChannel(this, "Sms", { house, senders: sendersOf(settings, "sms") });
    this.email = email && new EmailChannel(this, "Email", { house, senders: sendersOf(settings, "email") });
    this.voice = voice && new VoiceChannel(this, "Voice", { house, senders: sendersOf(settings, "voice") });
    this.whatsapp = whatsapp && new WhatsAppChannel(this, "WhatsApp", { house, sender: whatsapp });
    this.push = push && new PushChannel(this, "Push", { house, sender: push });
  }
}
