import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { indexKeyOf, keyOf } from "#lib/adapters/dynamodb/item.ts";
import { chainIn, type IndexKey, type Key } from "#lib/adapters/dynamodb/keys.ts";
import { pageOf, type Slice } from "#lib/adapters/dynamodb/pages.ts";
import { assertOneTransaction } from "#lib/adapters/dynamodb/save.ts";
import type { TokenStore } from "#lib/adapters/dynamodb/tokens.ts";
import type { Walk } from "#lib/adapters/dynamodb/walks.ts";
import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import {
  type ListQuery,
  type PageRequest,
  type RecordedChange,
  type Records,
  VersionConflict,
} from "#lib/ports.ts";
import { keepFrozen } from "./keep-frozen.ts";
import { updated } from "./memory-update.ts";
import { OrderedMap } from "./ordered-map.ts";

/** Copied and frozen on the way in, and given out as it is: nobody can change it. */
type Row = { stored: Stored; index: IndexKey | undefined };

/** Of DynamoDB, in bytes. */
const maxItem = 400 * 1024;

function rowOf({ kind, id, expect, data, event }: Change): Row {
  const kept = keepFrozen({ kind, id, version: expect + 1, data, event });
  const stored = kept.value as Stored;
  if (kept.atMost > maxItem && Buffer.byteLength(JSON.stringify(stored)) > maxItem)
    throw new Error(`${kind}: an item has 400 KB at most`);
  return { stored, index: indexKeyOf(kind, id, data) };
}

/** Partitions by their key, each in the order of its sort keys. */
class Partitions {
  readonly #partitions = new Map<string, OrderedMap<Row>>();

  there(partition: string): OrderedMap<Row> | undefined {
    return this.#partitions.get(partition);
  }

  of(partition: string): OrderedMap<Row> {
    let there = this.#partitions.get(partition);
    if (!there) {
      there = new OrderedMap<Row>();
      this.#partitions.set(partition, there);
    }
    return there;
  }
}

/** The table: items, its index, and what its stream would tell. */
class MemoryTable {
  readonly #items = new Partitions();
  readonly #index = new Partitions();
  #changes: RecordedChange[] = [];
  #sequence = 0;

  get({ PK, SK }: Key): Row | undefined {
    return this.#items.there(PK)?.get(SK);
  }

  put(key: Key, after: Row): void {
    const partition = this.#items.of(key.PK);
    const before = partition.get(key.SK);
    if (before?.index) this.#index.of(before.index.BPK).delete(before.index.BSK);
    if (after.index) this.#index.of(after.index.BPK).set(after.index.BSK, after);
    partition.set(key.SK, after);
    this.#sequence += 1;
    const { kind, version } = after.stored;
    const chain = chainIn(kind, key);
    if (before?.stored.version === version || chain === undefined) return;
    const sequence = String(this.#sequence).padStart(21, "0");
    this.#changes.push({
      chain,
      ...(before && { before: before.stored }),
      after: after.stored,
      sequence,
    });
  }

  read(kind: Kind, walk: Walk, { after, count, newestFirst }: Slice): { sort: string; row: Row }[] {
    const found: { sort: string; row: Row }[] = [];
    const from = newestFirst ? walk.from : (after ?? walk.from);
    const to = newestFirst ? (after ?? walk.to) : walk.to;
    const partition = (walk.inIndex ? this.#index : this.#items).there(walk.partition);
    if (!partition) return found;
    for (const [sort, row] of partition.between(from, to, newestFirst)) {
      if (found.length === count) break;
      if (sort !== after && row.stored.kind === kind) found.push({ sort, row });
    }
    return found;
  }

  drain(): RecordedChange[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }
}

export type MemoryRecords = Records & TokenStore & { drain(): RecordedChange[] };

/**
 * The table in memory, on the same keys: for unit tests and the simulator. `drain` gives the changes since it was last
 * called, in order, as the stream would.
 */
export function memoryRecords(): MemoryRecords {
  const table = new MemoryTable();
  const find = <K extends Kind>(kind: K, id: string): Stored<K> | undefined =>
    table.get(keyOf(kind, id))?.stored as Stored<K> | undefined;
  return {
    get: async (kind, id) => find(kind, id),
    getMany: async (wanted) => wanted.map(({ kind, id }) => find(kind, id)),
    async list<Q extends ListQuery>(query: Q, page: PageRequest = {}) {
      const { items, ...more } = await pageOf(query, page, async (walk, slice) =>
        table.read(query.kind, walk, slice),
      );
      return { items: items.map(({ row }) => row.stored as Stored<Q["kind"]>), ...more };
    },
    async save(changes) {
      assertOneTransaction(changes);
      const puts = changes.map((change) => ({ key: keyOf(change.kind, change.id), row: rowOf(change) }));
      const stale = puts.find(
        ({ key, row }) => (table.get(key)?.stored.version ?? 0) !== row.stored.version - 1,
      );
      if (stale) {
        const { kind, version } = stale.row.stored;
        throw new VersionConflict(`not as expected: ${kind} at ${version - 1}`);
      }
      for (const { key, row } of puts) table.put(key, row);
    },
    async updateItem(input: UpdateItemCommandInput) {
      const key = { PK: input.Key?.PK?.S as string, SK: input.Key?.SK?.S as string };
      const row = table.get(key);
      const stored = row?.stored;
      const { v, d, e } = updated(stored && { d: stored.data, e: stored.event, v: stored.version }, input);
      const { value } = keepFrozen({ ...stored, version: v, data: d, event: e });
      table.put(key, { ...(row as Row), stored: value as Stored });
    },
    drain: () => table.drain(),
  };
}
