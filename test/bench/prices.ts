/** What AWS asks for one of these, in US dollars: list prices of us-east-1, beyond any free tier. */
type Price = { usd: number; unit: string; source: string };

/**
 * Looked up on 2026-11-22. Those of the table, the queue, the scheduler and the state machine agree with stored pages of 2025
 * and 2026 (AWS's own for Step Functions, cloudburn.io of March 2026 for SQS and Scheduler, airbyte.com of July 2025 for
 * DynamoDB since its cut of 2024-11-01). Lambda's and SMS's are as last known: compare them with the page named first.
 */
export const prices = {
  writeUnit: {
    usd: 0.625 / 1e6,
    unit: "write request unit, on demand, Standard class",
    source: "https://aws.amazon.com/dynamodb/pricing/on-demand/ (since 2024-11-01)",
  },
  readUnit: {
    usd: 0.125 / 1e6,
    unit: "read request unit, on demand, Standard class",
    source: "https://aws.amazon.com/dynamodb/pricing/on-demand/ (since 2024-11-01)",
  },
  transition: {
    usd: 25 / 1e6,
    unit: "state transition, Standard workflow",
    source: "https://aws.amazon.com/step-functions/pricing/",
  },
  schedule: {
    usd: 1 / 1e6,
    unit: "EventBridge Scheduler invocation",
    source: "https://aws.amazon.com/eventbridge/pricing/",
  },
  /** Each message is sent, received and deleted: three requests, one by one in the worst case. */
  queueRequest: {
    usd: 0.4 / 1e6,
    unit: "SQS request, standard queue",
    source: "https://aws.amazon.com/sqs/pricing/",
  },
  invocation: {
    usd: 0.2 / 1e6,
    unit: "Lambda request",
    source: "https://aws.amazon.com/lambda/pricing/",
  },
  gigabyteSecond: {
    usd: 0.0000133334,
    unit: "Lambda GB-second, arm64, first tier",
    source: "https://aws.amazon.com/lambda/pricing/",
  },
  /** Set beside, not added: what the carrier takes dwarfs the engine. A part of a 10DLC text in the US. */
  smsPart: {
    usd: 0.00581,
    unit: "SMS part to the US, before carrier fees of $0.002 to $0.005",
    source: "https://aws.amazon.com/end-user-messaging/pricing/",
  },
} satisfies Record<string, Price>;

/** What is billed and cannot be measured here: assumed durations, in ms of a warm arm64 function. */
export const assumed = {
  /** One DynamoDB, SQS, Scheduler or Step Functions call of a function, network and SDK. */
  perCallMs: 6,
  /** A provider's answer to a send. */
  perSendMs: 60,
  /** The rest of an invocation. */
  perInvocationMs: 2,
  /** Of the functions concerned: infra/functions.ts. */
  gigabytes: 0.5,
} as const;
