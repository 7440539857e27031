import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { expect, it } from "vitest";
import { scheduledOperations } from "#lib/adapters/scheduler/operations.ts";
import { sfnOperations } from "#lib/adapters/stepfunctions/operations.ts";
import { captured } from "#test/support/wire.ts";

const now = "2026-06-01T15:00:00.000Z";
const arn = "arn:aws:states:us-east-1:123456789012:stateMachine:operation";
const settings = {
  groupName: "g",
  roleArn: "arn:aws:iam::1:role/r",
  machineArn: arn,
  deadLetterArn: "arn:d",
};

const rig = () => {
  const machine = captured({ status: 200, json: { executionArn: "x", startDate: 1 } });
  const scheduler = captured({ status: 200, json: { ScheduleArn: "x" } });
  const port = scheduledOperations(sfnOperations(new SFNClient(machine.config), arn), {
    client: new SchedulerClient(scheduler.config),
    clock: { now: () => now },
    settings,
  });
  return { port, started: machine.requests, scheduled: scheduler.requests };
};

it.each([undefined, now, "2026-05-01T00:00:00.000Z"])("begins an operation of %s at once", async (at) => {
  const { port, started, scheduled } = rig();
  await port.start("campaign-flu-1", 2, at);
  expect(started[0]?.input).toMatchObject({
    ...{ stateMachineArn: arn, name: "campaign-flu-1-2", input: '{"operationId":"campaign-flu-1"}' },
  });
  expect(scheduled).toEqual([]);
});

it("schedules one of the future, once per generation, with its id alone", async () => {
  const { port, started, scheduled } = rig();
  const longest = `campaign-${"x".repeat(64)}-1`;
  await port.start(longest, 1, "2026-06-02T15:00:00.000Z");
  await port.start(longest, 1, "2026-06-02T15:00:00.000Z");
  await port.start(longest, 2, "2026-06-02T15:00:00.000Z");
  const names = scheduled.map(({ input }) => (input as { Name: string }).Name);
  expect(names[0]).toBe(names[1]);
  expect(names[2]).not.toBe(names[0]);
  expect(names[0]?.length).toBeLessThanOrEqual(64);
  expect(scheduled[0]?.input).toMatchObject({
    ScheduleExpression: "at(2026-06-02T15:00:00)",
    Target: { Arn: arn, RoleArn: settings.roleArn, Input: JSON.stringify({ operationId: longest }) },
  });
  expect(started).toEqual([]);
});
