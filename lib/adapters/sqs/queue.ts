import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Channel } from "#lib/domain/words.ts";
import type { Queue } from "#lib/ports.ts";

/** One queue per channel, ids only. Delivered at least once, which the claim makes one message. */
export const sqsQueue = (client: SQSClient, queueUrls: Partial<Record<Channel, string>>): Queue => ({
  async send({ outreachId, channel }, delaySeconds) {
    const url = queueUrls[channel];
    if (!url) throw new Error(`no queue for channel ${channel}`);
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify({ outreachId, channel }),
        ...(delaySeconds && { DelaySeconds: delaySeconds }),
      }),
    );
  },
});
