import { Duration } from "aws-cdk-lib";
import { EventSourceMapping, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import type { House } from "#infra/house.ts";
import { type Right, together } from "#infra/rights.ts";
import { DeadLetters } from "./dead-letters.ts";
import { PatientAlarm } from "./patient-alarm.ts";
import type { RecordTable } from "./record-table.ts";
import type { ServiceFunction } from "./service-function.ts";

const loses =
  "What should follow from a change did not: a journey not started, a message not queued, no audit line.";

/** Reads every change of the table, in order per partition; what fails for good is set aside, not in the way. */
export class StreamConsumer extends Construct {
  private readonly records: RecordTable;
  private readonly dead: DeadLetters;
  private readonly house: House;

  constructor(scope: Construct, id: string, { house, records }: { house: House; records: RecordTable }) {
    super(scope, id);
    this.house = house;
    this.records = records;
    this.dead = new DeadLetters(this, "Dead", { house, name: "stream-dead", loses, of: "service" });
  }

  get read(): Right {
    return together([this.records.streamed, this.dead.filled]);
  }

  feeds(consumer: ServiceFunction): void {
    new EventSourceMapping(this, "Consumer", {
      target: consumer.function,
      eventSourceArn: this.records.table.tableStreamArn as string,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.dead.queue),
    });
    new PatientAlarm(this, "Late", {
      house: this.house,
      name: "stream-late",
      metric: consumer.function.metric("IteratorAge", { statistic: "Maximum", period: Duration.minutes(1) }),
      // Milliseconds: a minute behind is a message a minute late.
      threshold: 60_000,
      periods: 5,
      loses:
        "Everything that follows from a change is minutes late: replies, journeys, due messages, audit lines.",
    });
  }
}
