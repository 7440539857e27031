import { CfnOutput, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import type { WhatsAppSender } from "#infra/senders.ts";
import { HouseTopic } from "./house-topic.ts";

/**
 * WhatsApp through End User Messaging Social. The account is linked with Meta by hand, and CloudFormation has no word
 * for it: its events are sent here by one command, which docs/deploy.md gives with this output.
 */
export class WhatsAppChannel extends Construct {
  /** Fates of messages, and what patients write. */
  readonly events: HouseTopic;
  private readonly sender: WhatsAppSender;

  constructor(scope: Construct, id: string, { house, sender }: { house: House; sender: WhatsAppSender }) {
    super(scope, id);
    this.sender = sender;
    this.events = new HouseTopic(this, "Events", {
      key: house.keys.transport,
      name: nameOf(house.settings, "whatsapp-events"),
      publisher: whatsAppPublisher,
    });
    new CfnOutput(this, "EventDestination", { value: this.events.topicArn });
  }

  get sent(): Right {
    const { account, region } = Stack.of(this);
    const { phoneNumberId } = this.sender;
    const number = phoneNumberId.replace(/^phone-number-id-/, "phone-number-id/");
    return {
      variables: { WHATSAPP_PHONE_NUMBER_ID: phoneNumberId },
      statements: [
        may(
          ["social-messaging:SendWhatsAppMessage"],
          [`arn:aws:social-messaging:${region}:${account}:${number}`],
        ),
      ],
    };
  }
}

export const whatsAppPublisher = "social-messaging.amazonaws.com";
