import { ConflictException, CreateScheduleCommand, type SchedulerClient } from "@aws-sdk/client-scheduler";
import { digest } from "#lib/domain/ids.ts";
import type { Clock, Operations } from "#lib/ports.ts";
import { unless, wholeSecond } from "./timer.ts";

/** `roleArn`: what Scheduler assumes to start the machine's executions. */
export type OperationSchedules = {
  groupName: string;
  roleArn: string;
  machineArn: string;
  deadLetterArn: string;
};

/** What is to begin at once begins at once; a day of retries for the rest, since a later campaign is better than none. */
export const scheduledOperations = (
  atOnce: Operations,
  { client, clock, settings }: { client: SchedulerClient; clock: Clock; settings: OperationSchedules },
): Operations => ({
  async start(operationId, generation, at) {
    if (at === undefined || at <= clock.now()) return atOnce.start(operationId, generation);
    const command = new CreateScheduleCommand({
      // A campaign's own id may be as long as the name of a schedule.
      Name: `operation-${digest(26, operationId, generation)}`,
      GroupName: settings.groupName,
      ScheduleExpression: `at(${wholeSecond(at)})`,
      ScheduleExpressionTimezone: "UTC",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      Target: {
        Arn: settings.machineArn,
        RoleArn: settings.roleArn,
        Input: JSON.stringify({ operationId }),
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: settings.deadLetterArn },
      },
    });
    // The name carries the generation, so the schedule that has it already is this very one.
    await unless(ConflictException, client.send(command));
  },
});
