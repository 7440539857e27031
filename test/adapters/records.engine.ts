import { afterAll, describe } from "vitest";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import { changeFrom } from "#lib/adapters/dynamodb/stream.ts";
import { ensureTable } from "#lib/adapters/dynamodb/table.ts";
import { dynamoTokens } from "#lib/adapters/dynamodb/tokens.ts";
import { localFeed } from "#lib/adapters/local/engine/feed.ts";
import { type EngineName, NoEngine, startEngine } from "#lib/adapters/local/engine/start.ts";
import type { Store } from "./records.contract.ts";

/** A store on an engine that is started for the file, in memory. */
async function storeOn(endpoint: string): Promise<Store> {
  const tableName = "followthrough-test";
  const client = dynamoClient(endpoint);
  await ensureTable(client, tableName);
  const feed = await localFeed(endpoint, tableName);
  return {
    records: dynamoRecords(client, tableName),
    tokens: dynamoTokens(client),
    tableName,
    changes: async () => (await feed.poll()).flatMap((record) => changeFrom(record) ?? []),
  };
}

/** A `describe` with an engine, which says why it did not run where there is none. */
export async function describeOnEngine(engine: EngineName, body: (store: Store) => void): Promise<void> {
  try {
    const { endpoint, stop } = await startEngine({ engine });
    const store = await storeOn(endpoint);
    describe(`records on ${engine}`, () => {
      afterAll(stop);
      body(store);
    });
  } catch (error) {
    if (!(error instanceof NoEngine)) throw error;
    describe.skip(`records on ${engine} (skipped: ${error.message})`, () => body({} as Store));
  }
}
