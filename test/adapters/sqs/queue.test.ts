import { createHash } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { sqsQueue } from "#lib/adapters/sqs/queue.ts";
import type { DeliverMessage } from "#lib/ports.ts";
import { captured } from "#test/support/wire.ts";

const rig = () => {
  const wire = captured(({ input }) => ({
    status: 200,
    json: { MD5OfMessageBody: createHash("md5").update(String(input.MessageBody)).digest("hex") },
  }));
  const urls = {
    sms: "https://sqs.us-east-1.amazonaws.com/123456789012/sms",
    email: "https://sqs.us-east-1.amazonaws.com/123456789012/email",
  };
  return { queue: sqsQueue(new SQSClient(wire.config), urls), requests: wire.requests };
};

it("puts ids only into the queue of the message's own channel", async () => {
  const { queue, requests } = rig();
  await queue.send({ outreachId: "out_1", channel: "sms" });
  await queue.send({ outreachId: "out_2", channel: "email", name: "Maria" } as DeliverMessage, 30);
  expect(requests.map((r) => r.input)).toEqual([
    {
      QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/sms",
      MessageBody: '{"outreachId":"out_1","channel":"sms"}',
    },
    {
      QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/email",
      MessageBody: '{"outreachId":"out_2","channel":"email"}',
      DelaySeconds: 30,
    },
  ]);
});

it("will not queue for a channel that has no queue", async () => {
  const { queue, requests } = rig();
  await expect(queue.send({ outreachId: "out_1", channel: "letter" })).rejects.toThrow("no queue");
  expect(requests).toEqual([]);
});
