import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  type Target,
} from "@aws-sdk/client-scheduler";
import type { Channel, Instant } from "#lib/domain/words.ts";
import type { DeliverMessage, Timer } from "#lib/ports.ts";

/** `roleArn`: what Scheduler assumes to write to the queues. A channel without a queue cannot be timed. */
export type SchedulerSettings = {
  groupName: string;
  roleArn: string;
  queueArns: Partial<Record<Channel, string>>;
  deadLetterArn: string;
};

/** EventBridge Scheduler: one-time schedules in UTC that delete themselves and put ids into a channel's queue. */
export const schedulerTimer = (client: SchedulerClient, settings: SchedulerSettings): Timer => ({
  async set(name, at, message) {
    const command = new CreateScheduleCommand({
      Name: name,
      GroupName: settings.groupName,
      ScheduleExpression: `at(${wholeSecond(at)})`,
      ScheduleExpressionTimezone: "UTC",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      Target: targetFor(message, settings),
    });
    // A name carries its outreach's version, so the schedule that has it already is this very one.
    await unless(ConflictException, client.send(command));
  },
  async clear(name) {
    const command = new DeleteScheduleCommand({ Name: name, GroupName: settings.groupName });
    await unless(ResourceNotFoundException, client.send(command));
  },
});

/** `at()` takes no fraction. Rounded up: a message may leave when its hours open, not a moment before. */
export const wholeSecond = (at: Instant): string =>
  new Date(Math.ceil(Date.parse(at) / 1000) * 1000).toISOString().slice(0, 19);

/**
 * Explicit retries, on the way to the queue only: after an hour without SQS the message goes to the dead letters and
 * the reconciler, which finds what was due and did not fire, is the better judge.
 */
const retryPolicy = { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 60 };

function targetFor(message: DeliverMessage, settings: SchedulerSettings): Target {
  const arn = settings.queueArns[message.channel];
  if (!arn) throw new Error(`no queue for channel ${message.channel}`);
  return {
    Arn: arn,
    RoleArn: settings.roleArn,
    Input: JSON.stringify({ outreachId: message.outreachId, channel: message.channel }),
    RetryPolicy: retryPolicy,
    DeadLetterConfig: { Arn: settings.deadLetterArn },
  };
}

export async function unless(
  fine: typeof ConflictException | typeof ResourceNotFoundException,
  call: Promise<unknown>,
) {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof fine)) throw error;
  }
}
