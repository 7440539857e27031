import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { functions } from "#infra/functions.ts";
import type { House } from "#infra/house.ts";
import type { CallLineSender } from "#infra/senders.ts";
import { type Rights, ServiceFunction } from "./service-function.ts";

type CallLineProps = { house: House; rights: Rights; line: CallLineSender };

/** What an Amazon Connect line asks when a caller presses a key. The line and its flow are the customer's own. */
export class CallLine extends Construct {
  constructor(scope: Construct, id: string, { house, rights, line }: CallLineProps) {
    super(scope, id);
    const keys = new ServiceFunction(this, "Keys", { house, spec: functions.keys, rights });
    keys.function.addPermission("Connect", {
      principal: new ServicePrincipal("connect.amazonaws.com"),
      sourceArn: line.instanceArn,
      sourceAccount: house.settings.account,
    });
  }
}
