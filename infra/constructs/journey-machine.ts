import { Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { journeyMachine } from "#infra/journey-machine.ts";
import { may, type Right } from "#infra/rights.ts";
import type { RecordTable } from "./record-table.ts";
import type { ServiceFunction } from "./service-function.ts";
import { StateMachine } from "./state-machine.ts";

/** The one state machine of all journeys, and the alarm for enrollments that fall out of it. */
export class JourneyMachine extends Construct {
  readonly machine: StateMachine;
  private readonly house: House;

  constructor(
    scope: Construct,
    id: string,
    props: { house: House; records: RecordTable; advance: ServiceFunction },
  ) {
    super(scope, id);
    const { house, records, advance } = props;
    this.house = house;
    const { functionArn } = advance.function;
    const { tableArn, tableName } = records.table;
    const { account, region } = Stack.of(this);
    // By its name, for its own ARN is not there yet: a long enrollment continues as a new execution.
    const itself = `arn:aws:states:${region}:${account}:stateMachine:${nameOf(house.settings, "journey")}`;
    this.machine = new StateMachine(this, "Journey", {
      house,
      name: "journey",
      type: "STANDARD",
      loses:
        "An enrollment fell out of its journey: that patient gets no further step and nobody is asked to call.",
      definition: journeyMachine({ advanceFunctionArn: functionArn, tableName }),
      right: {
        statements: [
          may(["lambda:InvokeFunction"], [functionArn]),
          may(["dynamodb:UpdateItem"], [tableArn]),
          may(["states:StartExecution"], [itself]),
          records.opened,
        ],
      },
    });
  }

  /** To start an enrollment's execution and to wake a waiting one. */
  get driven(): Right {
    return {
      variables: { MACHINE_ARN: this.machine.arn },
      statements: [
        may(["states:StartExecution", "states:SendTaskSuccess"], [this.machine.arn]),
        may(["kms:Decrypt", "kms:GenerateDataKey"], [this.house.keys.transport.keyArn]),
      ],
    };
  }
}
