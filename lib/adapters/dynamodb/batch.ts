import { setTimeout as pause } from "node:timers/promises";
import { BatchGetItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Refusal } from "#lib/domain/errors.ts";
import type { Item } from "./item.ts";
import type { Key } from "./keys.ts";

/** Of the API: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;
const maxTries = 6;
const firstPause = 25;

const nameOf = (key: Key): string => `${key.PK} ${key.SK}`;
const keyFrom = (item: Item): Key => ({ PK: item.PK?.S as string, SK: item.SK?.S as string });

/** The items of these keys, in their order, each asked for once. What is not there is undefined. */
export async function getItems(
  table: { client: DynamoDBClient; name: string },
  keys: Key[],
  consistent = false,
): Promise<(Item | undefined)[]> {
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const chunks: Key[][] = [];
  for (let at = 0; at < distinct.length; at += maxKeys) chunks.push(distinct.slice(at, at + maxKeys));
  const items = (await Promise.all(chunks.map((chunk) => getChunk(table, chunk, consistent)))).flat();
  const byName = new Map(items.map((item) => [nameOf(keyFrom(item)), item]));
  return keys.map((key) => byName.get(nameOf(key)));
}

/** DynamoDB answers with what it could read within its limits, and gives the rest back: it is asked for again. */
async function getChunk(
  table: { client: DynamoDBClient; name: string },
  keys: Key[],
  consistent: boolean,
): Promise<Item[]> {
  const items: Item[] = [];
  let asked: Item[] = keys.map(({ PK, SK }) => ({ PK: { S: PK }, SK: { S: SK } }));
  for (let tries = 0; asked.length > 0; tries++) {
    if (tries === maxTries) throw new Refusal("busy");
    if (tries > 0) await pause(Math.random() * firstPause * 2 ** tries);
    const answer = await table.client.send(
      new BatchGetItemCommand({
        RequestItems: { [table.name]: { Keys: asked, ConsistentRead: consistent } },
      }),
    );
    items.push(...(answer.Responses?.[table.name] ?? []));
    asked = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return items;
}
