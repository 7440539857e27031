import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  CfnConfigurationSet,
  CfnOptOutList,
  CfnPhoneNumber,
  CfnPool,
  CfnProtectConfiguration,
} from "aws-cdk-lib/aws-smsvoice";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import type { SmsSender } from "#infra/senders.ts";
import { HouseTopic } from "./house-topic.ts";

/**
 * Countries of the +1 numbering plan that look like a US number and cost ten times as much: the ways of SMS pumping.
 * Everywhere else a US number has no route, for the pool uses no shared ones.
 */
const dearNeighbours = "AG AI BB BM BS DM DO GD JM KN KY LC MS SX TC TT VC VG".split(" ");

/** Every fate but `TEXT_SENT`, which the service does not publish (CloudFormation reference). */
const smsEvents = ["TEXT_ALL", "MEDIA_ALL", "VOICE_ALL"];

/** Texts, pictures and calls through End User Messaging: sender, opt-out list, events, replies. */
export class SmsChannel extends Construct {
  readonly events: HouseTopic;
  readonly replies: HouseTopic;
  readonly type: SmsSender["type"];
  private readonly pool: CfnPool;
  private readonly configurationSet: string;
  private readonly numberArn: string;

  constructor(scope: Construct, id: string, { house, sender }: { house: House; sender: SmsSender }) {
    super(scope, id);
    this.type = sender.type;
    const key = house.keys.transport;
    const named = (part: string): string => nameOf(house.settings, part);
    const publisher = "sms-voice.amazonaws.com";
    this.events = new HouseTopic(this, "Events", { key, name: named("sms-events"), publisher });
    this.replies = new HouseTopic(this, "Replies", { key, name: named("sms-replies"), publisher });
    this.configurationSet = this.configure(named("sms"));
    const optOuts = new CfnOptOutList(this, "OptOuts");
    this.numberArn = this.numberOf(sender, optOuts, house);
    this.pool = new CfnPool(this, "Pool", {
      originationIdentities: [this.numberArn],
      optOutListName: optOuts.ref,
      ...this.replying(house),
      sharedRoutesEnabled: false,
      deletionProtectionEnabled: house.settings.stage === "prod",
    });
    // The list of who said stop outlives the stack, like our own record of it.
    optOuts.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }

  get sent(): Right {
    return {
      variables: {
        SMS_ORIGINATION_IDENTITY: this.pool.attrArn,
        SMS_CONFIGURATION_SET: this.configurationSet,
      },
      statements: [may(["sms-voice:SendTextMessage"], [this.pool.attrArn, this.numberArn])],
    };
  }

  private configure(name: string): string {
    const rules = dearNeighbours.map((countryCode) => ({ countryCode, protectStatus: "BLOCK" }));
    const protect = new CfnProtectConfiguration(this, "Protect", {
      countryRuleSet: { sms: rules, mms: rules, voice: rules },
      tags: [{ key: "Name", value: name }],
    });
    const set = new CfnConfigurationSet(this, "ConfigurationSet", {
      configurationSetName: name,
      protectConfigurationId: protect.ref,
      eventDestinations: [
        {
          eventDestinationName: "events",
          enabled: true,
          matchingEventTypes: smsEvents,
          snsDestination: { topicArn: this.events.topicArn },
        },
      ],
    });
    return set.ref;
  }

  private numberOf(sender: SmsSender, optOuts: CfnOptOutList, house: House): string {
    const { account, region } = Stack.of(this);
    if (sender.type !== "simulator")
      return `arn:aws:sms-voice:${region}:${account}:phone-number/${sender.phoneNumberId}`;
    const number = new CfnPhoneNumber(this, "Simulator", {
      isoCountryCode: "US",
      numberType: "SIMULATOR",
      numberCapabilities: ["SMS"],
      optOutListName: optOuts.ref,
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
