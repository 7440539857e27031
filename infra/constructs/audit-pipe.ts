import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { CfnPipe } from "aws-cdk-lib/aws-pipes";
import { Construct } from "constructs";
import { archiveMachine } from "#infra/archive-machine.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may, together } from "#infra/rights.ts";
import { itemAttributes } from "#lib/adapters/dynamodb/keys.ts";
import type { AuditArchive } from "./audit-archive.ts";
import { DeadLetters } from "./dead-letters.ts";
import { NarrowRole } from "./narrow-role.ts";
import { PatientAlarm } from "./patient-alarm.ts";
import type { RecordTable } from "./record-table.ts";
import { StateMachine } from "./state-machine.ts";

const loses =
  "New audit lines are in the table but not in the archive: an auditor cannot prove that they were not changed.";

/** New audit lines, and nothing else of the stream, into the archive; no function of ours can change them on the way. */
export class AuditPipe extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { house, records, archive }: { house: House; records: RecordTable; archive: AuditArchive },
  ) {
    super(scope, id);
    const dead = new DeadLetters(this, "Dead", { house, name: "audit-archive-dead", loses, of: "service" });
    const machine = new StateMachine(this, "Archive", {
      house,
      name: "audit-archive",
      type: "EXPRESS",
      definition: archiveMachine(archive.bucket.bucketName),
      right: archive.added,
    });
    const role = new NarrowRole(this, "Carries", {
      service: "pipes.amazonaws.com",
      description: "Carries new audit lines from the table's stream to the archive",
      statements: [
        ...together([records.streamed, dead.filled]).statements,
        may(["states:StartSyncExecution"], [machine.arn]),
      ],
    });
    const name = nameOf(house.settings, "audit-archive");
    new CfnPipe(this, "Pipe", {
      name,
      roleArn: role.role.roleArn,
      source: records.table.tableStreamArn as string,
      sourceParameters: {
        dynamoDbStreamParameters: {
          startingPosition: "TRIM_HORIZON",
          batchSize: 50,
          maximumBatchingWindowInSeconds: 60,
          maximumRetryAttempts: 20,
          onPartialBatchItemFailure: "AUTOMATIC_BISECT",
          deadLetterConfig: { arn: dead.queue.queueArn },
        },
        filterCriteria: { filters: [{ pattern: JSON.stringify(newAuditLine) }] },
      },
      target: machine.arn,
      targetParameters: { stepFunctionStateMachineParameters: { invocationType: "REQUEST_RESPONSE" } },
    }).node.addDependency(role);
    new PatientAlarm(this, "Failing", {
      house,
      name: "audit-archive-failing",
      metric: new Metric({
        namespace: "AWS/EventBridge/Pipes",
        metricName: "ExecutionFailed",
        dimensionsMap: { PipeName: name },
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      threshold: 1,
      periods: 3,
      loses,
    });
  }
}

const newAuditLine = {
  eventName: ["INSERT"],
  dynamodb: { NewImage: { [itemAttributes.kind]: { S: ["audit"] } } },
};
