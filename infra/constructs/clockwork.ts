import { Duration } from "aws-cdk-lib";
import { CfnSchedule, CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { FunctionSpec } from "#infra/functions.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may } from "#infra/rights.ts";
import { NarrowRole } from "./narrow-role.ts";
import { PatientAlarm } from "./patient-alarm.ts";
import type { ServiceFunction } from "./service-function.ts";

export type Beat = { spec: FunctionSpec; runs: ServiceFunction; minutes: number };

/** Functions that run again and again, each with an alarm for when it does not. */
export class Clockwork extends Construct {
  constructor(scope: Construct, id: string, { house, beats }: { house: House; beats: Beat[] }) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, "Group", { name: nameOf(house.settings, "clockwork") });
    const { role } = new NarrowRole(this, "Starts", {
      service: "scheduler.amazonaws.com",
      description: "Starts the functions that run again and again",
      statements: [
        may(
          ["lambda:InvokeFunction"],
          beats.map(({ runs }) => runs.function.functionArn),
        ),
      ],
    });
    for (const { spec, runs, minutes } of beats) {
      new CfnSchedule(this, spec.name, {
        name: nameOf(house.settings, spec.name),
        groupName: group.ref,
        scheduleExpression: `rate(${minutes} minutes)`,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: runs.function.functionArn,
          roleArn: role.roleArn,
          // Late is worse than never here: the next beat does the work of a missed one.
          retryPolicy: { maximumEventAgeInSeconds: Math.min(60 * minutes, 3600), maximumRetryAttempts: 2 },
        },
      });
      new PatientAlarm(this, `${spec.name}Stopped`, {
        house,
        name: `${spec.name}-stopped`,
        // CloudWatch looks at a day at the longest.
        metric: runs.function.metricInvocations({ period: Duration.minutes(Math.max(15, minutes)) }),
        threshold: 1,
        periods: 2,
        heartbeat: true,
        loses: spec.loses,
      });
    }
  }
}
