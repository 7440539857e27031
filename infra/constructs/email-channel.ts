import { CfnOutput } from "aws-cdk-lib";
import { PublicHostedZone } from "aws-cdk-lib/aws-route53";
import {
  CfnConfigurationSet,
  CfnConfigurationSetEventDestination,
  EmailIdentity,
  Identity,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { senderVariable } from "#infra/sender-variable.ts";
import type { EmailSender } from "#infra/senders.ts";
import { HouseTopic } from "./house-topic.ts";

/** What changes an outreach's fate or an address's health. */
const emailEvents = ["delivery", "bounce", "complaint", "reject", "deliveryDelay", "renderingFailure"];

type Line = { sender: EmailSender; configurationSet: CfnConfigurationSet; identity: EmailIdentity };

/** Email through SES: identity with DKIM, configuration set, events. */
export class EmailChannel extends Construct {
  readonly events: HouseTopic;
  private readonly lines: Line[];

  constructor(scope: Construct, id: string, { house, senders }: { house: House; senders: EmailSender[] }) {
    super(scope, id);
    this.events = new HouseTopic(this, "Events", {
      key: house.keys.transport,
      name: nameOf(house.settings, "email-events"),
      publisher: "ses.amazonaws.com",
    });
    this.lines = senders.map((sender, i) => this.line(house, sender, i === 0 ? "" : `${i + 1}`));
  }

  get sent(): Right {
    const senders = this.lines.map(({ sender, configurationSet }) => ({
      sender,
      settings: { from: sender.from, configurationSet: configurationSet.ref },
    }));
    const resources = this.lines.flatMap(({ identity, configurationSet }) => [
      identity.emailIdentityArn,
      `arn:aws:ses:${identity.env.region}:${identity.env.account}:configuration-set/${configurationSet.ref}`,
    ]);
    return {
      variables: senderVariable("EMAIL_SENDERS", senders),
      statements: [may(["ses:SendEmail"], resources)],
    };
  }

  /** A domain with a configuration set of its own: SES pauses and limits the one without the other. */
  private line(house: House, sender: EmailSender, nth: string): Line {
    const configurationSet = new CfnConfigurationSet(this, `ConfigurationSet${nth}`, {
      name: nameOf(house.settings, nth ? `email-${nth}` : "email"),
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    new CfnConfigurationSetEventDestination(this, `Destination${nth}`, {
      configurationSetName: configurationSet.ref,
      eventDestination: {
        name: "events",
        enabled: true,
        matchingEventTypes: emailEvents,
        snsDestination: { topicArn: this.events.topicArn },
      },
    });
    return { sender, configurationSet, identity: this.identify(sender, nth) };
  }

  /** With a hosted zone the DKIM records are made; without, they are outputs for whoever keeps the zone. */
  private identify({ domain, hostedZoneId }: EmailSender, nth: string): EmailIdentity {
    const zone =
      hostedZoneId &&
      PublicHostedZone.fromPublicHostedZoneAttributes(this, `Zone${nth}`, { hostedZoneId, zoneName: domain });
    const identity = new EmailIdentity(this, `Identity${nth}`, {
      identity: zone ? Identity.publicHostedZone(zone) : Identity.domain(domain),
    });
    if (!zone)
      identity.dkimRecords.forEach(({ name, value }, i) => {
        new CfnOutput(this, `Dkim${nth && `${nth}-`}${i + 1}`, { value: `${name} CNAME ${value}` });
      });
    return identity;
  }
}
