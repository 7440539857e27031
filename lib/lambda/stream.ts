import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { changeFrom } from "#lib/adapters/dynamodb/stream.ts";
import type { RecordedChange } from "#lib/ports.ts";

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** `follow` answers with the sequence numbers that failed: Lambda sends everything from the first of them on again. */
export const streamHandler =
  (follow: (changes: RecordedChange[]) => Promise<string[]>): StreamHandler =>
  async ({ Records }) => {
    const changes = Records.map(changeFrom).filter((change) => change !== undefined);
    const failed = await follow(changes);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
