import { Duration, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right, together } from "#infra/rights.ts";
import { KeptLogGroup } from "./kept-log-group.ts";
import { logDelivery, NarrowRole, tracing } from "./narrow-role.ts";
import { PatientAlarm } from "./patient-alarm.ts";

export type StateMachineProps = {
  house: House;
  name: string;
  type: "STANDARD" | "EXPRESS";
  /** The document in Amazon States Language; tokens of the stack may stand in it. */
  definition: object;
  right: Right;
  /** What people lose when an execution ends badly; left out where whoever calls the machine hears of it. */
  loses?: string;
};

/** How an execution ends badly, as Step Functions names its metrics. */
const badEnds = ["Failed", "Aborted", "TimedOut"];

/** A state machine under the customer's key whose log tells every step and none of the data that went through. */
export class StateMachine extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const { house, type } = props;
    const key = house.keys.transport.keyArn;
    this.logs = new KeptLogGroup(this, "Logs", { house, kind: "audit" });
    this.name = nameOf(house.settings, props.name);
    const allowed = new NarrowRole(this, "May", {
      service: "states.amazonaws.com",
      description: `What ${this.name} may do`,
      ...together([
        props.right,
        {
          statements: [
            may([...logDelivery, ...tracing], ["*"]),
            may(["kms:Decrypt", "kms:GenerateDataKey"], [key]),
          ],
        },
      ]),
    });
    const machine = new CfnStateMachine(this, "Machine", {
      stateMachineName: this.name,
      stateMachineType: type,
      definitionString: Stack.of(this).toJsonString(props.definition),
      roleArn: allowed.role.roleArn,
      encryptionConfiguration: {
        type: "CUSTOMER_MANAGED_KMS_KEY",
        kmsKeyId: key,
        kmsDataKeyReusePeriodSeconds: 300,
      },
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: this.logs.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    machine.node.addDependency(allowed);
    this.arn = machine.ref;
    if (props.loses) this.watch(props, props.loses);
  }

  private watch({ house, name }: StateMachineProps, loses: string): void {
    for (const end of badEnds)
      new PatientAlarm(this, end, {
        house,
        name: `${name}-${end.toLowerCase()}`,
        metric: new Metric({
          namespace: "AWS/States",
          metricName: `Executions${end}`,
          dimensionsMap: { StateMachineArn: this.arn },
          statistic: "Sum",
          period: Duration.minutes(5),
        }),
        threshold: 1,
        loses,
      });
  }
}
