import { expect, it } from "vitest";
import { notificationOf } from "#lib/adapters/sns/notifications.ts";

const at = "2026-11-22T15:00:00.000Z";
const sns = { Type: "Notification", MessageId: "m-1", Message: '{"eventType":"X"}', Timestamp: at };

it.each([
  ["an SNS trigger's record", { EventSource: "aws:sns", Sns: sns }],
  ["the record of a queue that is subscribed to a topic", { messageId: "q-1", body: JSON.stringify(sns) }],
  ["an EventBridge event", { source: "aws.ses", time: "2026-11-22T15:00:00Z", detail: { eventType: "X" } }],
])("takes what was published, and when, out of %s", (_, record) => {
  expect(notificationOf(record)).toEqual({ event: { eventType: "X" }, at });
});

it.each([
  ["a body that is not JSON", { body: "hello" }],
  ["a raw delivery, which has lost the time", { body: '{"eventType":"X"}' }],
  ["a record of something else", { dynamodb: {} }],
  ["nothing", undefined],
])("finds none in %s", (_, record) => {
  expect(notificationOf(record)).toBeUndefined();
});
