import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type Put,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { Change } from "#lib/domain/kinds.ts";
import { VersionConflict } from "#lib/ports.ts";
import { itemOf, keyOf } from "./item.ts";

/** Of the API: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const maxChanges = 100;

/** What no caller may ask; DynamoDB refuses it too, and the twin must. */
export function assertOneTransaction(changes: Change[]): void {
  if (changes.length > maxChanges)
    throw new Error(`${changes.length} changes in one transaction of ${maxChanges}`);
  if (changes.length < 2) return;
  const keys = changes.map(({ kind, id }) => Object.values(keyOf(kind, id)).join(" "));
  if (new Set(keys).size < keys.length) throw new Error("two changes of one record in one transaction");
}

const expectVersion = (expect: number): Omit<Put, "TableName" | "Item"> =>
  expect === 0
    ? { ConditionExpression: "attribute_not_exists(PK)" }
    : { ConditionExpression: "v = :expect", ExpressionAttributeValues: { ":expect": { N: String(expect) } } };

const putOf = (tableName: string, change: Change): Put => ({
  TableName: tableName,
  Item: itemOf(change),
  ...expectVersion(change.expect),
});

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionCanceledException)
    return (error.CancellationReasons ?? []).some(
      ({ Code }) => Code === "ConditionalCheckFailed" || Code === "TransactionConflict",
    );
  return error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;
}

/**
 * One conditional put (one write unit per KB), or one transaction (two). The SDK repeats a transaction under one
 * ClientRequestToken, so its own retry cannot fail on itself. A put it repeats after a lost answer can: that is a
 * conflict too, since nobody can tell whose write it was, and the caller reads again and decides again.
 */
export async function saveItems(
  table: { client: DynamoDBClient; name: string },
  changes: Change[],
): Promise<void> {
  assertOneTransaction(changes);
  const puts = changes.map((change) => putOf(table.name, change));
  const [only] = puts;
  if (!only) return;
  try {
    if (puts.length === 1) await table.client.send(new PutItemCommand(only));
    else
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: puts.map((Put) => ({ Put })) }));
  } catch (error) {
    if (!isConflict(error)) throw error;
    const what = changes.map(({ kind, expect }) => `${kind} at ${expect}`).join(", ");
    throw new VersionConflict(`not as expected: ${what}`, { cause: error });
  }
}
