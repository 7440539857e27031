import type { DynamoDBStreamEvent } from "aws-lambda";
import { expect, it } from "vitest";
import { itemOf } from "#lib/adapters/dynamodb/item.ts";
import { streamHandler } from "#lib/lambda/stream.ts";
import type { RecordedChange } from "#lib/ports.ts";
import { anEvent, aPatient, patientId } from "#test/support/builders.ts";

const image = (version: number) =>
  itemOf({ kind: "patient", id: patientId, expect: version - 1, data: aPatient(), event: anEvent() });
const eventOf = (...images: { NewImage?: object; OldImage?: object }[]): DynamoDBStreamEvent =>
  ({
    Records: images.map((dynamodb, i) => ({
      eventID: `e${i}`,
      dynamodb: { SequenceNumber: `${i + 1}`, ...dynamodb },
    })),
  }) as unknown as DynamoDBStreamEvent;

it("tells what changed, and leaves out what only left by its time or kept its version", async () => {
  const told: RecordedChange[] = [];
  const handler = streamHandler(async (changes) => {
    told.push(...changes);
    return [];
  });
  const answer = await handler(
    eventOf(
      { NewImage: image(1) },
      { NewImage: image(2), OldImage: image(1) },
      { NewImage: image(2), OldImage: image(2) },
      { OldImage: image(2) },
    ),
  );
  expect(
    told.map(({ before, after, sequence, chain }) => [before?.version, after.version, sequence, chain]),
  ).toEqual([
    [undefined, 1, "1", patientId],
    [1, 2, "2", patientId],
  ]);
  expect(answer).toEqual({ batchItemFailures: [] });
});

it("answers with what failed, by sequence number", async () => {
  const handler = streamHandler(async () => ["2"]);
  expect(await handler(eventOf({ NewImage: image(1) }))).toEqual({
    batchItemFailures: [{ itemIdentifier: "2" }],
  });
});
