import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right } from "#infra/rights.ts";
import { PatientAlarm } from "./patient-alarm.ts";

/** Under the customer's key, over TLS only, and as long as SQS keeps anything. */
export const protectedQueue = ({ keys }: House): QueueProps => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: keys.transport,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
});

/** To put messages into these queues. */
export const filling = ({ keys }: House, queueArns: string[]): Right => ({
  statements: [
    may(["sqs:SendMessage"], queueArns),
    may(["kms:Decrypt", "kms:GenerateDataKey"], [keys.transport.keyArn]),
  ],
});

type DeadLettersProps = {
  house: House;
  name: string;
  loses: string;
  /** Who gives up: a queue of ours, or an AWS service that no redrive policy shows. */
  of: "queue" | "service";
};

/** Where lies what failed for good, with the alarm that rings at the first message. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  private readonly house: House;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    const { house, name, loses } = props;
    this.house = house;
    this.queue = new Queue(this, "Queue", {
      ...protectedQueue(house),
      queueName: nameOf(house.settings, name),
    });
    if (props.of === "service")
      acknowledge(this.queue, {
        "AwsSolutions-SQS3":
          "It is a dead-letter queue itself; the alarm at its first message is its way out.",
      });
    new PatientAlarm(this, "Alarm", {
      house,
      name,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      loses,
    });
  }

  get filled(): Right {
    return filling(this.house, [this.queue.queueArn]);
  }
}
