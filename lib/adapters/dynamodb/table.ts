import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { tableKeys } from "./keys.ts";

const { partition, sort, index, stream } = tableKeys;

const keySchema = (hash: string, range: string): CreateTableCommandInput["KeySchema"] => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

/** The table as the stack makes it, for an engine on this machine. */
export const createTableInput = (tableName: string): CreateTableCommandInput => ({
  TableName: tableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [partition, sort, index.partition, index.sort].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  })),
  KeySchema: keySchema(partition, sort),
  GlobalSecondaryIndexes: [
    {
      IndexName: index.name,
      KeySchema: keySchema(index.partition, index.sort),
      // A version that keeps its index keys then writes nothing to the index (half of the price of most writes).
      Projection: { ProjectionType: index.projection },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: stream },
});

/**
 * Makes the table where it is not there yet. Without TTL: an engine would expire items by real time, and the local
 * clock is a movable one.
 */
export async function ensureTable(client: DynamoDBClient, tableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(tableName)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: tableName });
}
