import { join } from "node:path";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";
import { type Meter, meterClient } from "#lib/adapters/dynamodb/meter.ts";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import { changeFrom } from "#lib/adapters/dynamodb/stream.ts";
import { ensureTable } from "#lib/adapters/dynamodb/table.ts";
import { dynamoTokens, type TokenStore } from "#lib/adapters/dynamodb/tokens.ts";
import { localFeed } from "#lib/adapters/local/engine/feed.ts";
import { type EngineName, startEngine } from "#lib/adapters/local/engine/start.ts";
import { folderFiles, memoryFiles } from "#lib/adapters/local/files.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Files, RecordedChange, Records } from "#lib/ports.ts";

/** Where the local system keeps its one table and its files, and how it hears of changes. */
export type Store = {
  name: string;
  records: Records;
  tokens: TokenStore;
  files: Files;
  /** Changes since the last call, in order. */
  poll(): Promise<RecordedChange[]>;
  stop(): Promise<void>;
};

/** The twin: for tests, the simulator and the demo. */
export function memoryStore(): Store {
  const records = memoryRecords();
  return {
    name: "memory",
    records,
    tokens: records,
    files: memoryFiles(),
    poll: async () => records.drain(),
    stop: async () => undefined,
  };
}

const tableName = "followthrough-local";

/** A real DynamoDB engine on this machine, its stream read as Lambda would get it. */
export async function engineStore(
  options: { engine?: EngineName; dataFolder?: string; meter?: Meter } = {},
): Promise<Store> {
  const engine = await startEngine(options);
  const client = dynamoClient(engine.endpoint);
  if (options.meter) meterClient(client, options.meter);
  await ensureTable(client, tableName);
  const feed = await localFeed(engine.endpoint, tableName);
  return {
    name: engine.name,
    records: dynamoRecords(client, tableName),
    tokens: dynamoTokens(client),
    files: options.dataFolder === undefined ? memoryFiles() : folderFiles(join(options.dataFolder, "files")),
    poll: async () => (await feed.poll()).map(changeFrom).filter((change) => change !== undefined),
    async stop() {
      client.destroy();
      await engine.stop();
    },
  };
}
