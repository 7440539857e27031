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
import type { EmailSender } from "#infra/senders.ts";
import { HouseTopic } from "./house-topic.ts";

/** What changes an outreach's fate or an address's health. */
const emailEvents = ["delivery", "bounce", "complaint", "reject", "deliveryDelay", "renderingFailure"];

/** Email through SES: identity with DKIM, configuration set, events. */
export class EmailChannel extends Construct {
  readonly events: HouseTopic;
  private readonly identity: EmailIdentity;
  private readonly configurationSet: CfnConfigurationSet;
  private readonly from: string;

  constructor(scope: Construct, id: string, { house, sender }: { house: House; sender: EmailSender }) {
    super(scope, id);
    const name = nameOf(house.settings, "email");
    this.from = sender.from;
    this.events = new HouseTopic(this, "Events", {
      key: house.keys.transport,
      name: nameOf(house.settings, "email-events"),
      publisher: "ses.amazonaws.com",
    });
    this.configurationSet = new CfnConfigurationSet(this, "ConfigurationSet", {
      name,
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    new CfnConfigurationSetEventDestination(this, "Destination", {
      configurationSetName: this.configurationSet.ref,
      eventDestination: {
        name: "events",
        enabled: true,
        matchingEventTypes: emailEvents,
        snsDestination: { topicArn: this.events.topicArn },
      },
    });
    this.identity = this.identify(sender);
  }

  get sent(): Right {
    return {
      variables: { EMAIL_FROM: this.from, EMAIL_CONFIGURATION_SET: this.configurationSet.ref },
      statements: [
        may(
          ["ses:SendEmail"],
          [
            this.identity.emailIdentityArn,
            `arn:aws:ses:${this.identity.env.region}:${this.identity.env.account}:configuration-set/${this.configurationSet.ref}`,
          ],
        ),
      ],
    };
  }

  /** With a hosted zone the DKIM records are made; without, they are outputs for whoever keeps the zone. */
  private identify({ domain, hostedZoneId }: EmailSender): EmailIdentity {
    const zone =
      hostedZoneId &&
      PublicHostedZone.fromPublicHostedZoneAttributes(this, "Zone", { hostedZoneId, zoneName: domain });
    const identity = new EmailIdentity(this, "Identity", {
      identity: zone ? Identity.publicHostedZone(zone) : Identity.domain(domain),
    });
    if (!zone)
      identity.dkimRecords.forEach(({ name, value }, i) => {
        new CfnOutput(this, `Dkim${i + 1}`, { value: `${name} CNAME ${value}` });
      });
    return identity;
  }
}
