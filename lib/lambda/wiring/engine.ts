import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { scheduledOperations } from "#lib/adapters/scheduler/operations.ts";
import { schedulerTimer } from "#lib/adapters/scheduler/timer.ts";
import { sqsQueue } from "#lib/adapters/sqs/queue.ts";
import { sfnMachine } from "#lib/adapters/stepfunctions/machine.ts";
import { sfnOperations } from "#lib/adapters/stepfunctions/operations.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Clock, JourneyMachine, Operations, Queue, Timer } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

const text = z.string().min(1);
/** A customer without a channel has no queue for it. */
const Queues = z.object({
  QUEUE_URL_SMS: text.optional(),
  QUEUE_URL_EMAIL: text.optional(),
  QUEUE_URL_PUSH: text.optional(),
});
const Schedules = z.object({
  QUEUE_ARN_SMS: text.optional(),
  QUEUE_ARN_EMAIL: text.optional(),
  QUEUE_ARN_PUSH: text.optional(),
  SCHEDULE_GROUP: text,
  SCHEDULE_ROLE_ARN: text,
  SCHEDULE_DLQ_ARN: text,
});

const OperationMachine = z.object({
  OPERATION_MACHINE_ARN: text,
  OPERATION_ROLE_ARN: text,
  SCHEDULE_GROUP: text,
  SCHEDULE_DLQ_ARN: text,
});

const given = (all: Partial<Record<Channel, string | undefined>>): Partial<Record<Channel, string>> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

export function queuePort(): Queue {
  const env = readEnv(Queues);
  const urls = given({ sms: env.QUEUE_URL_SMS, email: env.QUEUE_URL_EMAIL, push: env.QUEUE_URL_PUSH });
  return sqsQueue(new SQSClient({}), urls);
}

export function timerPort(): Timer {
  const env = readEnv(Schedules);
  return schedulerTimer(new SchedulerClient({}), {
    groupName: env.SCHEDULE_GROUP,
    roleArn: env.SCHEDULE_ROLE_ARN,
    deadLetterArn: env.SCHEDULE_DLQ_ARN,
    queueArns: given({ sms: env.QUEUE_ARN_SMS, email: env.QUEUE_ARN_EMAIL, push: env.QUEUE_ARN_PUSH }),
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
