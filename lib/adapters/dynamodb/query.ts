import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { Refusal } from "#lib/domain/errors.ts";
import type { Kind } from "#lib/domain/kinds.ts";
import { type Item, keyOf } from "./item.ts";
import { tableKeys } from "./keys.ts";
import type { Found, Slice } from "./pages.ts";
import { sharesItsPrefix, type Walk } from "./walks.ts";

/** Among other kinds, this many are looked through at a time: DynamoDB counts its limit before it filters. */
const stride = 100;

export type FoundItem = Found & { item: Item };

/** Every sort key of the index ends in the id, which gives the primary key that a start key needs beside it. */
function startKey(kind: Kind, walk: Walk, after: string): Item {
  if (!walk.inIndex) return { PK: { S: walk.partition }, SK: { S: after } };
  try {
    const { PK, SK } = keyOf(kind, after.slice(after.lastIndexOf("#") + 1));
    return { PK: { S: PK }, SK: { S: SK }, BPK: { S: walk.partition }, BSK: { S: after } };
  } catch {
    throw new Refusal("invalid_cursor");
  }
}

/**
 * Lists that must not miss what was written a moment ago: who shares an address that says STOP, and the last part of an
 * operation, which is closed at once after it and by nobody later.
 */
export const listedSurely: ReadonlySet<Kind> = new Set(["addressLink", "part"]);

function queryInput(tableName: string, kind: Kind, walk: Walk, newestFirst: boolean): QueryCommandInput {
  const keys = walk.inIndex ? tableKeys.index : tableKeys;
  const mixed = !walk.inIndex && sharesItsPrefix(kind);
  return {
    TableName: tableName,
    KeyConditionExpression: "#partition = :partition AND #sort BETWEEN :from AND :to",
    ExpressionAttributeNames: {
      "#partition": keys.partition,
      "#sort": keys.sort,
      ...(mixed && { "#kind": "kind" }),
    },
    ExpressionAttributeValues: {
      ":partition": { S: walk.partition },
      ":from": { S: walk.from },
      ":to": { S: walk.to },
      ...(mixed && { ":kind": { S: kind } }),
    },
    ScanIndexForward: !newestFirst,
    ...(listedSurely.has(kind) && { ConsistentRead: true }),
    ...(walk.inIndex && { IndexName: tableKeys.index.name }),
    ...(mixed && { FilterExpression: "#kind = :kind" }),
  };
}

/** Reads a stretch until `count` are found or it ends: a query stops at 1 MB, and before its filter. */
export async function readWalk(
  table: { client: DynamoDBClient; name: string },
  kind: Kind,
  walk: Walk,
  { after, count, newestFirst }: Slice,
): Promise<FoundItem[]> {
  const input = queryInput(table.name, kind, walk, newestFirst);
  const sort = walk.inIndex ? tableKeys.index.sort : tableKeys.sort;
  const found: FoundItem[] = [];
  let from: Item | undefined = after === undefined ? undefined : startKey(kind, walk, after);
  do {
    const Limit = input.FilterExpression ? stride : count - found.length;
    const answer = await table.client.send(new QueryCommand({ ...input, Limit, ExclusiveStartKey: from }));
    found.push(...(answer.Items ?? []).map((item) => ({ sort: item[sort]?.S as string, item })));
    from = answer.LastEvaluatedKey;
  } while (from && found.length < count);
  return found.slice(0, count);
}
