import { Construct } from "constructs";
import type { House } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { senderVariable } from "#infra/sender-variable.ts";
import type { VoiceSender } from "#infra/senders.ts";
import type { HouseTopic } from "./house-topic.ts";
import { numberArn, phoneConfiguration } from "./phone-configuration.ts";

/** Calls through End User Messaging: a text is read out. What the patient presses is not heard (call-line.ts is). */
export class VoiceChannel extends Construct {
  readonly events: HouseTopic;
  private readonly senders: VoiceSender[];
  private readonly configurationSet: string;

  constructor(scope: Construct, id: string, { house, senders }: { house: House; senders: VoiceSender[] }) {
    super(scope, id);
    this.senders = senders;
    const { events, set } = phoneConfiguration(this, {
      ...{ house, part: "voice", events: ["VOICE_ALL"] },
      kinds: ["voice"],
    });
    this.events = events;
    this.configurationSet = set;
  }

  get sent(): Right {
    const numbers = this.senders.map(({ phoneNumberId }) => numberArn(this, phoneNumberId));
    const senders = this.senders.map((sender, i) => ({
      sender,
      settings: { originationNumber: numbers[i] as string, configurationSet: this.configurationSet },
    }));
    return {
      variables: senderVariable("VOICE_SENDERS", senders),
      statements: [may(["sms-voice:SendVoiceMessage"], numbers)],
    };
  }
}
