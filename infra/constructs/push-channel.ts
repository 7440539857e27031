import { SecretValue, Stack } from "aws-cdk-lib";
import { CfnAPNSChannel, CfnApp, CfnGCMChannel } from "aws-cdk-lib/aws-pinpoint";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import type { PushSender } from "#infra/senders.ts";

/**
 * Push through End User Messaging. `AWS::Pinpoint::App` is only the name its credentials hang on: no endpoints,
 * segments, campaigns or journeys (they ended on 2026-10-30). Credentials stay in the customer's own secrets.
 */
export class PushChannel extends Construct {
  private readonly app: CfnApp;

  constructor(scope: Construct, id: string, { house, sender }: { house: House; sender: PushSender }) {
    super(scope, id);
    acknowledge(this, { "CloudFormation-Validate::W3696": pushStays });
    this.app = new CfnApp(this, "App", { name: nameOf(house.settings, "push") });
    if (sender.apns) {
      const of = this.secret(sender.apns.secretArn);
      new CfnAPNSChannel(this, "Apns", {
        applicationId: this.app.ref,
        enabled: true,
        defaultAuthenticationMethod: "TOKEN",
        bundleId: of("bundleId"),
        teamId: of("teamId"),
        tokenKey: of("tokenKey"),
        tokenKeyId: of("tokenKeyId"),
      });
    }
    if (sender.gcm)
      new CfnGCMChannel(this, "Gcm", {
        applicationId: this.app.ref,
        enabled: true,
        defaultAuthenticationMethod: "TOKEN",
        serviceJson: this.secret(sender.gcm.secretArn)("serviceJson"),
      });
  }

  get sent(): Right {
    const { account, region } = Stack.of(this);
    return {
      variables: { PUSH_APPLICATION_ID: this.app.ref },
      statements: [
        may(
          ["mobiletargeting:SendMessages"],
          [`arn:aws:mobiletargeting:${region}:${account}:apps/${this.app.ref}/messages`],
        ),
      ],
    };
  }

  /** A reference that CloudFormation resolves while it deploys: the template never holds the value. */
  private secret(arn: string) {
    return (jsonField: string): string => SecretValue.secretsManager(arn, { jsonField }).unsafeUnwrap();
  }
}

const pushStays =
  "What ended on 2026-10-30 is Amazon Pinpoint's engagement half; AWS End User Messaging keeps push, whose application and channels have these resource types and no others.";
