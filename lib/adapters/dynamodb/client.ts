import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/**
 * Timeouts in ms. A call answers in single digits; one that takes two seconds is on a dead connection, and another try
 * is sooner than its end. An engine on this machine only ever waits for the processor: repeating makes it slower.
 */
const connectTimeout = 500;
const requestTimeout = 2_000;
const requestTimeoutHere = 30_000;
const agent = { keepAlive: true, maxSockets: 50 };

const handler = (timeout: number): NonNullable<DynamoDBClientConfig["requestHandler"]> => ({
  connectionTimeout: connectTimeout,
  requestTimeout: timeout,
  throwOnRequestTimeout: true,
  httpsAgent: agent,
  httpAgent: agent,
});

/** An engine on this machine takes any credentials, and must never be reached with real ones. */
const onThisMachine = (endpoint: string): DynamoDBClientConfig => ({
  endpoint,
  region: "local",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  requestHandler: handler(requestTimeoutHere),
});

/** Region and credentials come from the Lambda's environment, or from none for an engine at `endpoint`. */
export function dynamoClient(endpoint: string | undefined = process.env.DYNAMODB_ENDPOINT): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 4,
    // "adaptive" slows every caller of the client down for one hot partition; the table is on demand.
    retryMode: "standard",
    requestHandler: handler(requestTimeout),
    ...(endpoint ? onThisMachine(endpoint) : {}),
  });
}
