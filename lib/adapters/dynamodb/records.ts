import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { ListQuery, Page, PageRequest, Records } from "#lib/ports.ts";
import { getItems } from "./batch.ts";
import { type Item, keyOf, storedOf } from "./item.ts";
import { pageOf } from "./pages.ts";
import { type FoundItem, readWalk } from "./query.ts";
import { saveItems } from "./save.ts";
import { walksOf } from "./walks.ts";

type Table = { client: DynamoDBClient; name: string };

const storedIf = <K extends Kind>(item: Item | undefined): Stored<K> | undefined => item && storedOf<K>(item);

/** An entry the index still has of an item that has moved on: it lags behind by milliseconds. */
const isCurrent = (item: Item | undefined, { item: entry }: FoundItem): item is Item =>
  item !== undefined && item.BPK?.S === entry.BPK?.S && item.BSK?.S === entry.BSK?.S;

/** The index holds keys only, so its items are fetched. */
async function itemsBehind(table: Table, entries: FoundItem[]): Promise<Item[]> {
  const keys = entries.map(({ item }) => ({ PK: item.PK?.S as string, SK: item.SK?.S as string }));
  const items = await getItems(table, keys);
  return items.filter((item, n) => isCurrent(item, entries[n] as FoundItem)) as Item[];
}

async function listOf<Q extends ListQuery>(
  table: Table,
  query: Q,
  page: PageRequest,
): Promise<Page<Stored<Q["kind"]>>> {
  const { items: found, ...more } = await pageOf(query, page, (walk, slice) =>
    readWalk(table, query.kind, walk, slice),
  );
  const inIndex = walksOf(query).some((walk) => walk.inIndex);
  const items = inIndex ? await itemsBehind(table, found) : found.map(({ item }) => item);
  return { items: items.map((item) => storedOf<Q["kind"]>(item)), ...more };
}

/** The one table. `Query` and keyed reads only: nothing here scans. */
export function dynamoRecords(client: DynamoDBClient, tableName: string): Records {
  const table = { client, name: tableName };
  return {
    async get<K extends Kind>(kind: K, id: string, how: { consistent?: boolean } = {}) {
      const { PK, SK } = keyOf(kind, id);
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: { PK: { S: PK }, SK: { S: SK } },
          ConsistentRead: how.consistent ?? false,
        }),
      );
      return storedIf<K>(Item);
    },
    async getMany<K extends Kind>(wanted: { kind: K; id: string }[], how: { consistent?: boolean } = {}) {
      const keys = wanted.map(({ kind, id }) => keyOf(kind, id));
      return (await getItems(table, keys, how.consistent)).map((item) => storedIf<K>(item));
    },
    list: (query, page = {}) => listOf(table, query, page),
    save: (changes) => saveItems(table, changes),
  };
}
