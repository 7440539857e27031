import { Duration } from "aws-cdk-lib";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { DeadLetters, filling, protectedQueue } from "./dead-letters.ts";
import { PatientAlarm } from "./patient-alarm.ts";
import type { ServiceFunction } from "./service-function.ts";

export type WorkQueueProps = {
  house: House;
  name: string;
  /** The longest its consumer works on a batch. */
  seconds: number;
  /** What is lost when a message lands in the dead-letter queue. */
  loses: string;
};

/** A queue under the customer's key, with its dead-letter queue, the alarm on it and the alarm on waiting too long. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  private readonly house: House;

  constructor(scope: Construct, id: string, { house, name, seconds, loses }: WorkQueueProps) {
    super(scope, id);
    this.house = house;
    const { queue: deadLetters } = new DeadLetters(this, "Dead", {
      house,
      name: `${name}-dead`,
      loses,
      of: "queue",
    });
    this.queue = new Queue(this, "Queue", {
      ...protectedQueue(house),
      queueName: nameOf(house.settings, name),
      // Six times the consumer's timeout: AWS's advice for event source mappings, so that no batch is seen twice.
      visibilityTimeout: Duration.seconds(6 * seconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    new PatientAlarm(this, "Late", {
      house,
      name: `${name}-late`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: 900,
      periods: 3,
      loses,
    });
  }

  /** To put messages in. */
  get filled(): Right {
    return filling(this.house, [this.queue.queueArn]);
  }

  /** To take messages out. */
  get emptied(): Right {
    return {
      statements: [
        may(
          [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility",
          ],
          [this.queue.queueArn],
        ),
        may(["kms:Decrypt"], [this.house.keys.transport.keyArn]),
      ],
    };
  }

  /** `atOnce` paces a sender: that many batches are worked on at a time (2 is the least AWS takes). */
  consumedBy(
    consumer: ServiceFunction,
    { atOnce, batch = 10 }: { atOnce?: number; batch?: number } = {},
  ): void {
    new EventSourceMapping(this, "Consumer", {
      target: consumer.function,
      eventSourceArn: this.queue.queueArn,
      batchSize: batch,
      reportBatchItemFailures: true,
      ...(atOnce && { maxConcurrency: Math.max(2, atOnce) }),
    });
  }
}
