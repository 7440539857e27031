import { listedSurely } from "#lib/adapters/dynamodb/query.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import {
  type ListQuery,
  type PageRequest,
  type RecordedChange,
  type Records,
  VersionConflict,
} from "#lib/ports.ts";
import type { Faults } from "./faults.ts";
import type { Mirror } from "./mirror.ts";
import type { Tasks } from "./tasks.ts";
import type { VirtualClock } from "./virtual-clock.ts";

type UpdateItem = ReturnType<typeof memoryRecords>["updateItem"];

export type TableWorld = {
  tasks: Tasks;
  faults: Faults;
  clock: VirtualClock;
  mirror: Mirror;
  /** Told of every change at the very step at which it takes effect. */
  changed: (change: RecordedChange) => void;
};

/** The one table: the memory twin, seen through gates, lagging replicas and lost answers. */
export class Table {
  readonly twin = memoryRecords();
  /** The audit trail is in no stream: its lines are kept as they are written. */
  readonly audit: Stored<"audit">[] = [];
  readonly #world: TableWorld;

  constructor(world: TableWorld) {
    this.#world = world;
  }

  /** The records as one process sees them: its own object, since each process keeps its own cache by it. */
  seenBy(): Records {
    const { tasks, faults, clock, mirror } = this.#world;
    const replica = <K extends Kind>(found: Stored<K> | undefined, lags: boolean): Stored<K> | undefined =>
      lags ? mirror.lagging(found, clock.ms) : found;
    return {
      get: (kind, id, how) =>
        tasks.call(`get ${kind}`, async () =>
          replica(await this.twin.get(kind, id), !how?.consistent && faults.happens("stale")),
        ),
      getMany: (wanted, how) =>
        tasks.call("get many", async () => {
          const lags = !how?.consistent && faults.happens("stale");
          return (await this.twin.getMany(wanted)).map((found) => replica(found, lags));
        }),
      list: <Q extends ListQuery>(query: Q, page?: PageRequest) =>
        tasks.call(`list ${query.kind}`, async () => {
          const lags = !listedSurely.has(query.kind) && faults.happens("stale");
          const { items, ...more } = await this.twin.list(query, page);
          return { items: items.flatMap((found) => replica(found, lags) ?? []), ...more };
        }),
      save: (changes) =>
        tasks.call(`save ${changes.map((c) => c.event.type).join("+")}`, async () => {
          await this.twin.save(changes);
          for (const change of changes) {
            if (change.kind === "audit") this.audit.push({ ...change, version: 1 });
            if (change.kind === "part") this.#kept({ ...change, version: change.expect + 1 });
          }
          this.#tell();
          if (changes.length === 1 && faults.happens("echo")) throw new VersionConflict("its own echo");
        }),
    };
  }

  #kept(now: Stored<"part">): void {
    const { mirror, clock } = this.#world;
    mirror.keep(now, mirror.get("part", now.id), clock.ms);
  }

  updateItem: UpdateItem = (input) =>
    this.#world.tasks.call("update inbox", async () => {
      await this.twin.updateItem(input);
      this.#tell();
    });

  /** Tells what was written past the gates: the library, before the story. */
  publish = (): void => this.#tell();

  #tell(): void {
    const task = this.#world.tasks.current();
    for (const change of this.twin.drain()) {
      if (task) task.wrote += 1;
      task?.kinds.push(change.after.kind);
      this.#world.mirror.tell(change, this.#world.clock.ms);
      this.#world.changed(change);
    }
  }
}
