import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { expect, it } from "vitest";
import { schedulerTimer } from "#lib/adapters/scheduler/timer.ts";
import { captured } from "#test/support/wire.ts";

const settings = {
  groupName: "followthrough",
  roleArn: "arn:aws:iam::123456789012:role/scheduler",
  queueArns: { sms: "arn:aws:sqs:us-east-1:123456789012:deliver-sms" },
  deadLetterArn: "arn:aws:sqs:us-east-1:123456789012:deliver-dead",
};
const rig = () => {
  const wire = captured({ status: 200, json: { ScheduleArn: "x" } });
  return { timer: schedulerTimer(new SchedulerClient(wire.config), settings), requests: wire.requests };
};
const message = { outreachId: "out_1", channel: "sms" } as const;

it("sets a one-time schedule in UTC that deletes itself and puts ids only into the channel's queue", async () => {
  const { timer, requests } = rig();
  await timer.set("out_1-v3", "2026-11-22T15:00:00.000Z", message);
  expect(requests[0]?.input).toMatchObject({
    Name: "out_1-v3",
    GroupName: "followthrough",
    ScheduleExpression: "at(2026-11-22T15:00:00)",
    ScheduleExpressionTimezone: "UTC",
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: settings.queueArns.sms,
      RoleArn: settings.roleArn,
      Input: '{"outreachId":"out_1","channel":"sms"}',
      DeadLetterConfig: { Arn: settings.deadLetterArn },
    },
  });
});

it.each([
  ["2026-11-22T15:00:00.001Z", "2026-11-22T15:00:01"],
  ["2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00"],
  ["2026-11-22T15:00:00.000Z", "2026-11-22T15:00:00"],
])("never fires before the instant: %s is set for %s", async (at, expected) => {
  const { timer, requests } = rig();
  await timer.set("out_1-v3", at, message);
  expect(requests[0]?.input.ScheduleExpression).toBe(`at(${expected})`);
});

it("carries ids only, whatever else a caller's object holds", async () => {
  const { timer, requests } = rig();
  await timer.set("out_1-v3", "2026-11-22T15:00:00.000Z", { ...message, name: "Maria" } as typeof message);
  expect(JSON.stringify(requests)).not.toContain("Maria");
});

it("will not time a channel that has no queue", async () => {
  const { timer, requests } = rig();
  const letter = { ...message, channel: "letter" } as const;
  await expect(timer.set("out_1-v3", "2026-11-22T15:00:00.000Z", letter)).rejects.toThrow("no queue");
  expect(requests).toEqual([]);
});
