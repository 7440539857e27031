import { SFNClient } from "@aws-sdk/client-sfn";
import { expect, it } from "vitest";
import { sfnMachine } from "#lib/adapters/stepfunctions/machine.ts";
import { captured } from "#test/support/wire.ts";

const rig = () => {
  const wire = captured({ status: 200, json: { executionArn: "x", startDate: 1 } });
  const arn = "arn:aws:states:us-east-1:123456789012:stateMachine:journeys";
  return { machine: sfnMachine(new SFNClient(wire.config), arn), requests: wire.requests };
};
const enrollmentId = "enr_0123456789abcdefghjkmnpqrs_0123456789abcdef";

it("names an execution after the enrollment and its generation, so that a repeated start is no second run", async () => {
  const { machine, requests } = rig();
  await machine.start(enrollmentId);
  await machine.start(enrollmentId);
  await machine.start(enrollmentId, 2);
  expect(requests.map((r) => r.input.name)).toEqual([
    `${enrollmentId}-1`,
    `${enrollmentId}-1`,
    `${enrollmentId}-2`,
  ]);
});

it("starts with the enrollment's id and nothing else", async () => {
  const { machine, requests } = rig();
  await machine.start(enrollmentId);
  expect(JSON.parse(requests[0]?.input.input as string)).toEqual({ enrollmentId });
});

it("wakes with an empty output: the news is in the inbox", async () => {
  const { machine, requests } = rig();
  await machine.wake("token");
  expect(requests[0]?.input).toEqual({ taskToken: "token", output: "{}" });
});
