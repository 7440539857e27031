import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Log, Records } from "#lib/ports.ts";

/** The claims of an EHR's own client, as API Gateway hands them on. */
export const ehrClient = {
  authorizer: { claims: { client_id: "ehr", scope: "followthrough/patients.write" } },
};

/** What ingest needs of the world, in memory, with every change that was written. */
export function ingestWorld(now: Instant = "2026-11-20T15:00:00.000Z") {
  const records = memoryRecords();
  const written: Change[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  let n = 0;
  const ports = {
    records: {
      ...boundTo(records),
      save: async (changes: Change[]) => {
        await records.save(changes);
        written.push(...changes);
      },
    },
    clock: { now: () => now },
    ids: { unique: () => `unique-${++n}` },
    log,
  };
  const events = (type?: string) =>
    written.map(({ event }) => event.type).filter((t) => type === undefined || t === type);
  return { ports, records: ports.records, written, events };
}

const boundTo = (records: Records): Records => ({
  get: records.get.bind(records),
  getMany: records.getMany.bind(records),
  list: records.list.bind(records),
  save: records.save.bind(records),
});

export const ehr: By = { actor: { type: "ehr", id: "test" } };

export const maria = (changes: Partial<PatientInput> = {}): PatientInput => ({
  reference: "maria",
  name: { given: "Maria", family: "Lopez" },
  birthDate: "1980-04-02",
  language: "es",
  timeZone: "America/Chicago",
  contactPoints: [
    { channel: "sms", address: "(312) 555-0100" },
    { channel: "email", address: "maria@example.org" },
  ],
  ...changes,
});
