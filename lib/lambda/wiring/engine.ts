import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { scheduledOperations } from "#lib/adapters/scheduler/operations.ts";
import { schedulerTimer } from "#lib/adapters/scheduler/timer.ts";
import { sqsQueue } from "#lib/adapters/sqs/queue.ts";
import { sfnMachine } from "#lib/adapters/stepfunctions/machine.ts";
import { sfnOperations } from "#lib/adapters/stepfunctions/operations.ts";
import { channelVariable } from "#lib/domain/channel-variable.ts";
import { type Channel, channels } from "#lib/domain/words.ts";
import type { Clock, JourneyMachine, Operations, Queue, Timer } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

const text = z.string().min(1);
const Schedules = z.object({ SCHEDULE_GROUP: text, SCHEDULE_ROLE_ARN: text, SCHEDULE_DLQ_ARN: text });

const OperationMachine = z.object({
  OPERATION_MACHINE_ARN: text,
  OPERATION_ROLE_ARN: text,
  SCHEDULE_GROUP: text,
  SCHEDULE_DLQ_ARN: text,
});

/** `name` of every channel that there is: a customer without a channel has no queue for it. */
function ofChannels(name: "QUEUE_URL" | "QUEUE_ARN"): Partial<Record<Channel, string>> {
  const variables = channels.map((channel) => [channel, channelVariable(name, channel)] as const);
  const env = readEnv(z.object(Object.fromEntries(variables.map(([, name]) => [name, text.optional()]))));
  const told = variables.map(([channel, variable]) => [channel, env[variable]] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

export const queuePort = (): Queue => sqsQueue(new SQSClient({}), ofChannels("QUEUE_URL"));

export function timerPort(): Timer {
  const env = readEnv(Schedules);
  return schedulerTimer(new SchedulerClient({}), {
    groupName: env.SCHEDULE_GROUP,
    roleArn: env.SCHEDULE_ROLE_ARN,
    deadLetterArn: env.SCHEDULE_DLQ_ARN,
    queueArns: ofChannels("QUEUE_ARN"),
  });
}

export function machinePort(): JourneyMachine {
  const { MACHINE_ARN } = readEnv(z.object({ MACHINE_ARN: text }));
  return sfnMachine(new SFNClient({}), MACHINE_ARN);
}

export function operationsPort(clock: Clock): Operations {
  const env = readEnv(OperationMachine);
  return scheduledOperations(sfnOperations(new SFNClient({}), env.OPERATION_MACHINE_ARN), {
    client: new SchedulerClient({}),
    clock,
    settings: {
      groupName: env.SCHEDULE_GROUP,
      roleArn: env.OPERATION_ROLE_ARN,
      machineArn: env.OPERATION_MACHINE_ARN,
      deadLetterArn: env.SCHEDULE_DLQ_ARN,
    },
  });
}
