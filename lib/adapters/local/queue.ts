import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Clock, DeliverMessage, Queue } from "#lib/ports.ts";
import type { Agenda } from "./agenda.ts";

/** As the stack sets them: a message that failed comes again after `visibilitySeconds`, `maxReceives` times in all. */
const visibilitySeconds = 90;
const maxReceives = 5;

export type DeadLetter = { message: DeliverMessage; receives: number };
type Consumer = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** The queues' twin: each message is handed to its channel's function as Lambda would hand it, one at a time. */
export function localQueue(
  agenda: Agenda,
  clock: Clock,
  consumers: Partial<Record<Channel, Consumer>>,
): Queue & { deadLetters: DeadLetter[] } {
  const deadLetters: DeadLetter[] = [];
  let count = 0;
  const later = (seconds: number): string => plusMs(clock.now(), seconds * 1000);

  async function receive(message: DeliverMessage, messageId: string, receives: number): Promise<void> {
    const consumer = consumers[message.channel];
    if (!consumer) throw new Error(`no function takes the ${message.channel} queue`);
    const answer = await consumer(eventOf(message, messageId));
    if (answer.batchItemFailures.length === 0) return;
    if (receives >= maxReceives) deadLetters.push({ message, receives });
    else agenda.add(later(visibilitySeconds), () => receive(message, messageId, receives + 1));
  }

  return {
    deadLetters,
    async send(message, delaySeconds = 0) {
      count += 1;
      const messageId = `local-${count}`;
      agenda.add(later(delaySeconds), () => receive(message, messageId, 1));
    },
  };
}

/** The fields of a record that a function may read; the rest of Lambda's shape is empty. */
const eventOf = (message: DeliverMessage, messageId: string): SQSEvent => ({
  Records: [
    {
      messageId,
      body: JSON.stringify(message),
      receiptHandle: messageId,
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "0",
        SenderId: "local",
        ApproximateFirstReceiveTimestamp: "0",
      },
      messageAttributes: {},
      md5OfBody: "",
      eventSource: "aws:sqs",
      eventSourceARN: `arn:aws:sqs:local:000000000000:${message.channel}`,
      awsRegion: "local",
    },
  ],
});
