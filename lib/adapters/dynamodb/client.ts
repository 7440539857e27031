import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/**
 * Timeouts in ms. A call answers in single digits; one that takes a second is on a dead connection, and another try
 * is sooner than its end. Four tries at most stay under the shortest function's own timeout.
 */
const connectTimeout = 500;
const requestTimeout = 2_000;
const connections = 50;

/** An engine on this machine takes any credentials, and must never be reached with real ones. */
const onThisMachine = (endpoint: string): DynamoDBClientConfig => ({
  endpoint,
  region: "local",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

/** Region and credentials come from the Lambda's environment, or from none for an engine at `endpoint`. */
export function dynamoClient(endpoint: string | undefined = process.env.DYNAMODB_ENDPOINT): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 4,
    // "adaptive" slows every caller of the client down for one hot partition; the table is on demand.
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: connectTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: connections },
      httpAgent: { keepAlive: true, maxSockets: connections },
    },
    ...(endpoint ? onThisMachine(endpoint) : {}),
  });
}
