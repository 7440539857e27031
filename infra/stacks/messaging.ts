import type { Construct } from "constructs";
import { EmailChannel } from "#infra/constructs/email-channel.ts";
import { PushChannel } from "#infra/constructs/push-channel.ts";
import { SmsChannel } from "#infra/constructs/sms-channel.ts";
import type { House } from "#infra/house.ts";
import { CustomerStack } from "./customer-stack.ts";

/** How messages leave and come back: one construct per channel that is on. */
export class MessagingStack extends CustomerStack {
  readonly sms: SmsChannel | undefined;
  readonly email: EmailChannel | undefined;
  readonly push: PushChannel | undefined;

  constructor(scope: Construct, house: House) {
    super(scope, "messaging", house.settings, "Followthrough: senders and their events");
    const { sms, email, push } = house.settings.senders;
    this.sms = sms && new SmsChannel(this, "Sms", { house, sender: sms });
    this.email = email && new EmailChannel(this, "Email", { house, sender: email });
    this.push = push && new PushChannel(this, "Push", { house, sender: push });
  }
}
