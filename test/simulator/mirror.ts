import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { RecordedChange } from "#lib/ports.ts";

type Seen = { now: Stored; before: Stored | undefined; atMs: number };

/** DynamoDB's replicas agree within this; in practice far sooner. */
const lagMs = 1_000;

/** Every record as it truly is, what it was just before, and every change there ever was. */
export class Mirror {
  readonly #records = new Map<string, Seen>();
  readonly #kinds = new Map<Kind, Set<string>>();
  readonly changes: RecordedChange[] = [];

  tell(change: RecordedChange, atMs: number): void {
    const { after, before } = change;
    const key = this.keep(after, before, atMs);
    const ids = this.#kinds.get(after.kind) ?? new Set<string>();
    this.#kinds.set(after.kind, ids.add(key));
    this.changes.push(change);
  }

  /** One that is in no stream: replicas lag behind it all the same. */
  keep(now: Stored, before: Stored | undefined, atMs: number): string {
    const key = `${now.kind} ${now.id}`;
    this.#records.set(key, { now, before, atMs });
    return key;
  }

  get<K extends Kind>(kind: K, id: string): Stored<K> | undefined {
    return this.#records.get(`${kind} ${id}`)?.now as Stored<K> | undefined;
  }

  changedMs = (kind: Kind, id: string): number => this.#records.get(`${kind} ${id}`)?.atMs ?? 0;

  all<K extends Kind>(kind: K): Stored<K>[] {
    return [...(this.#kinds.get(kind) ?? [])].map(
      (key) => this.#records.get(key)?.now,
    ) as Stored[] as Stored<K>[];
  }

  /** What a replica that lags still holds: its last version but one, where the last is younger than the lag. */
  lagging<K extends Kind>(current: Stored<K> | undefined, nowMs: number): Stored<K> | undefined {
    const seen = current && this.#records.get(`${current.kind} ${current.id}`);
    return seen && nowMs - seen.atMs < lagMs ? (seen.before as Stored<K> | undefined) : current;
  }
}
