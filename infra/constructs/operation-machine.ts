import { Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { campaignMachine } from "#infra/campaign-machine.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { NarrowRole } from "./narrow-role.ts";
import type { ServiceFunction } from "./service-function.ts";
import { StateMachine } from "./state-machine.ts";

type OperationMachineProps = {
  house: House;
  operate: ServiceFunction;
  /** Where Scheduler puts what it could not start. */
  dead: { arn: string };
};

/** The one state machine of long work in parts, what starts it at a time, and the alarm for work that fell out of it. */
export class OperationMachine extends Construct {
  readonly machine: StateMachine;
  private readonly house: House;
  private readonly starter: NarrowRole;

  constructor(scope: Construct, id: string, { house, operate, dead }: OperationMachineProps) {
    super(scope, id);
    this.house = house;
    const { functionArn } = operate.function;
    const { account, region } = Stack.of(this);
    const name = nameOf(house.settings, "operation");
    // A distributed map runs its parts as executions of the machine itself, whose ARN is not there yet.
    const itself = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
    const runs = `arn:aws:states:${region}:${account}:execution:${name}/*`;
    this.machine = new StateMachine(this, "Operation", {
      house,
      name: "operation",
      type: "STANDARD",
      loses: "A campaign or a segment stands still: patients who should be invited or recalled are not.",
      definition: campaignMachine(functionArn),
      right: {
        statements: [
          may(["lambda:InvokeFunction"], [functionArn]),
          may(["states:StartExecution"], [itself]),
          may(["states:DescribeExecution", "states:StopExecution"], [runs]),
        ],
        wildcards: { [runs]: "The parts of a distributed map are named by Step Functions." },
      },
    });
    this.starter = new NarrowRole(this, "Starter", {
      service: "scheduler.amazonaws.com",
      description: "Begins a campaign at its time",
      statements: [
        may(["states:StartExecution"], [this.machine.arn]),
        may(["kms:Decrypt", "kms:GenerateDataKey"], [house.keys.transport.keyArn]),
        may(["sqs:SendMessage"], [dead.arn]),
      ],
    });
  }

  /** To begin an operation at once, and to hand Scheduler the role that begins one later. */
  get driven(): Right {
    const { roleArn } = this.starter.role;
    return {
      variables: { OPERATION_MACHINE_ARN: this.machine.arn, OPERATION_ROLE_ARN: roleArn },
      statements: [
        may(["states:StartExecution"], [this.machine.arn]),
        may(["iam:PassRole"], [roleArn], {
          StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
        }),
        may(["kms:Decrypt", "kms:GenerateDataKey"], [this.house.keys.transport.keyArn]),
      ],
    };
  }
}
