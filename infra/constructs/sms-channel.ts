import { RemovalPolicy } from "aws-cdk-lib";
import { CfnOptOutList, CfnPhoneNumber, CfnPool } from "aws-cdk-lib/aws-smsvoice";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { senderVariable } from "#infra/sender-variable.ts";
import type { SmsSender } from "#infra/senders.ts";
import { HouseTopic } from "./house-topic.ts";
import { numberArn, phoneConfiguration, phonePublisher } from "./phone-configuration.ts";

/** Every fate but `TEXT_SENT`, which the service does not publish (CloudFormation reference). */
const smsEvents = ["TEXT_ALL", "MEDIA_ALL"];

const optOutActions = {
  tell: ["sms-voice:DeleteOptedOutNumber", "sms-voice:PutOptedOutNumber"],
  compare: [
    "sms-voice:DeleteOptedOutNumber",
    "sms-voice:DescribeOptedOutNumbers",
    "sms-voice:PutOptedOutNumber",
  ],
};

type Line = { sender: SmsSender; pool: CfnPool; numberArn: string };

/** Texts and pictures through End User Messaging: senders, each with a pool of its own, opt-out list, events, replies. */
export class SmsChannel extends Construct {
  readonly events: HouseTopic;
  readonly replies: HouseTopic;
  private readonly lines: Line[];
  private readonly configurationSet: string;
  private readonly optOuts: CfnOptOutList;

  constructor(scope: Construct, id: string, { house, senders }: { house: House; senders: SmsSender[] }) {
    super(scope, id);
    const { events, set } = phoneConfiguration(this, {
      ...{ house, part: "sms", events: smsEvents },
      kinds: ["sms", "mms"],
    });
    this.events = events;
    this.configurationSet = set;
    this.replies = new HouseTopic(this, "Replies", {
      key: house.keys.transport,
      name: nameOf(house.settings, "sms-replies"),
      publisher: phonePublisher,
    });
    this.optOuts = new CfnOptOutList(this, "OptOuts");
    // The list of who said stop outlives the stack, like our own record of it.
    this.optOuts.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.lines = senders.map((sender, i) => this.line(house, sender, i === 0 ? "" : `${i + 1}`));
  }

  get types(): SmsSender["type"][] {
    return this.lines.map(({ sender }) => sender.type);
  }

  get sent(): Right {
    const senders = this.lines.map(({ sender, pool }) => ({
      sender,
      settings: { originationIdentity: pool.attrArn, configurationSet: this.configurationSet },
    }));
    const resources = this.lines.flatMap(({ pool, numberArn }) => [pool.attrArn, numberArn]);
    return {
      variables: senderVariable("SMS_SENDERS", senders),
      statements: [may(["sms-voice:SendTextMessage"], resources)],
    };
  }

  /** To tell the provider's opt-out list of a STOP or START, or to compare it with ours. */
  optOutsFor(what: keyof typeof optOutActions): Right {
    return {
      variables: { SMS_OPT_OUT_LIST: this.optOuts.ref },
      statements: [may(optOutActions[what], [this.optOuts.attrArn])],
    };
  }

  private line(house: House, sender: SmsSender, nth: string): Line {
    const origin = this.originOf(house, sender, nth);
    const pool = new CfnPool(this, `Pool${nth}`, {
      originationIdentities: [origin],
      optOutListName: this.optOuts.ref,
      ...this.replying(house),
      sharedRoutesEnabled: false,
      deletionProtectionEnabled: house.settings.stage === "prod",
    });
    return { sender, pool, numberArn: origin };
  }

  private originOf(house: House, sender: SmsSender, nth: string): string {
    if (sender.type !== "simulator") return numberArn(this, sender.phoneNumberId);
    const number = new CfnPhoneNumber(this, `Simulator${nth}`, {
      isoCountryCode: "US",
      numberType: "SIMULATOR",
      numberCapabilities: ["SMS"],
      optOutListName: this.optOuts.ref,
      ...this.replying(house),
    });
    return number.attrArn;
  }

  /** Opt-outs are ours (decision 7): End User Messaging passes every reply on and answers none itself. */
  private replying({ settings }: House) {
    const { clinicName, clinicPhone } = settings.policy;
    return {
      selfManagedOptOutsEnabled: true,
      twoWay: { enabled: true, channelArn: this.replies.topicArn },
      mandatoryKeywords: {
        help: {
          message: `${clinicName}: call ${clinicPhone || "the clinic"} for help. Reply STOP to opt out.`,
        },
        stop: { message: `${clinicName}: you are opted out and will get no more texts.` },
      },
    };
  }
}
