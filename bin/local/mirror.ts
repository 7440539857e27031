import { patientKeyOf } from "#lib/domain/ids.ts";
import type { JourneyVersion } from "#lib/domain/journey/definition.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { RecordedChange, Records } from "#lib/ports.ts";
import type { Store } from "./store.ts";

/** What the console shows of a patient. */
const shown = [
  "patient",
  "reach",
  "appointment",
  "enrollment",
  "outreach",
  "patientTask",
  "staffTask",
  "message",
] as const satisfies Kind[];
type Shown = (typeof shown)[number];

/** One patient's records as last told. */
export class PatientFile {
  readonly #records = new Map<string, Stored>();
  /** By id, the change that a record was first told by. */
  readonly #first = new Map<string, number>();

  /** False where it is known already, or older than what is. `change` counts up. */
  put(record: Stored, change: number): boolean {
    const key = `${record.kind} ${record.id}`;
    const known = this.#records.get(key);
    if (known && known.version >= record.version) return false;
    if (!known) this.#first.set(record.id, change);
    this.#records.set(key, record);
    return true;
  }

  /** Which of two records came first where their instants are one: a clock that stands still has many. */
  orderOf = (id: string): number => this.#first.get(id) ?? 0;

  all<K extends Shown>(kind: K): Stored<K>[] {
    return [...this.#records.values()].filter((record) => record.kind === kind) as Stored[] as Stored<K>[];
  }

  /** When the last of them changed. */
  latest(): Instant {
    return [...this.#records.values()].reduce((at, { event }) => (event.at > at ? event.at : at), "");
  }

  one<K extends "patient" | "reach">(kind: K): Stored<K>["data"] | undefined {
    return this.all(kind)[0]?.data;
  }
}

/** More than a screen can show; an import of a hundred thousand should not fill the memory. */
const mostPatients = 10_000;

/**
 * The console's read model, told by the same stream as everything else: it costs the table nothing, however often the
 * page asks. It holds the patients that changed last.
 */
export class Mirror {
  readonly #files = new Map<string, PatientFile>();
  readonly #journeys = new Map<string, JourneyVersion>();
  /** Counts the changes told so far. */
  changes = 0;

  readonly journey = (id: string, version: number): JourneyVersion | undefined =>
    this.#journeys.get(`${id}@${version}`);
  readonly file = (patientId: string): PatientFile | undefined => this.#files.get(patientId);
  readonly files = (): [string, PatientFile][] => [...this.#files];

  /** When anything shown here last changed, if anything has. */
  latest(): Instant | undefined {
    return this.files()
      .map(([, file]) => file.latest())
      .toSorted()
      .at(-1);
  }

  tell(record: Stored): void {
    if (record.kind === "journey")
      this.#journeys.set(record.id, (record as Stored as Stored<"journey">).data);
    const key = patientKeyOf(record.id);
    if (
      key &&
      shown.some((kind) => kind === record.kind) &&
      this.#fileOf(`pat_${key}`).put(record, this.changes)
    )
      this.changes += 1;
  }

  #fileOf(patientId: string): PatientFile {
    const file = this.#files.get(patientId) ?? new PatientFile();
    this.#files.delete(patientId);
    this.#files.set(patientId, file);
    const [oldest] = this.#files.keys();
    if (oldest && this.#files.size > mostPatients) this.#files.delete(oldest);
    return file;
  }

  /** Reads what an earlier run left. */
  async load(records: Records): Promise<void> {
    for await (const { id } of everything(records, { kind: "journeyHead", of: "customer" }))
      for await (const version of everything(records, { kind: "journey", of: "versions", id }))
        this.tell(version);
    for await (const patient of everything(records, { kind: "patient", of: "customer" })) {
      this.tell(patient);
      for (const kind of shown.slice(1))
        for await (const record of patientsOwn(records, kind, patient.id)) this.tell(record);
    }
  }
}

async function* patientsOwn(records: Records, kind: Shown, patientId: string): AsyncGenerator<Stored> {
  if (kind !== "reach") yield* everything(records, { kind, of: "patient", patientId });
  else {
    const reach = await records.get("reach", patientId);
    if (reach) yield reach as Stored;
  }
}

async function* everything(records: Records, query: Parameters<Records["list"]>[0]): AsyncGenerator<Stored> {
  let cursor: string | undefined;
  do {
    const page = await records.list(query, { limit: 100, ...(cursor && { cursor }) });
    yield* page.items as Stored[];
    cursor = page.cursor;
  } while (cursor);
}

/** The store, with every change it tells also told to the mirror. */
export const mirrored = (store: Store, mirror: Mirror): Store => ({
  ...store,
  async poll() {
    const changes: RecordedChange[] = await store.poll();
    for (const { after } of changes) mirror.tell(after);
    return changes;
  },
});
