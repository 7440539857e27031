import fc from "fast-check";
import { expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { ListQuery, PageRequest, RecordedChange, Records } from "#lib/ports.ts";
import { describeOnEngine } from "./records.engine.ts";
import {
  enrollmentId,
  enrollmentOf,
  factOf,
  inboxOf,
  newPatient,
  outreachOf,
  staffTaskOf,
} from "./samples.ts";

/** What may be written of a patient, under ids that meet each other often. */
const changesOf = (patient: string) => {
  const enrollment = enrollmentId(patient, "e");
  const status = fc.constantFrom("planned" as const, "sent" as const);
  const dueAt = fc.constantFrom("2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z");
  return fc.oneof(
    fc.constantFrom("a", "b", "c").map((name) => factOf(patient, name)),
    fc.constant(enrollmentOf(patient, "e", `j-${patient.slice(4)}`)),
    fc.constant(inboxOf(enrollment)),
    fc.record({ status, dueAt }).map((data) => outreachOf(enrollment, "s", data)),
    fc.constantFrom("x", "y").map((name) => staffTaskOf(patient, name, { queue: `q-${patient.slice(4)}` })),
  ) as fc.Arbitrary<Change>;
};

const queriesOf = (patient: string): ListQuery[] => [
  ...(["fact", "enrollment", "inbox", "outreach", "staffTask"] as const).map(
    (kind) => ({ kind, of: "patient", patientId: patient }) as const,
  ),
  { kind: "outreach", of: "enrollment", enrollmentId: enrollmentId(patient, "e") },
  { kind: "enrollment", of: "journey", journeyId: `j-${patient.slice(4)}` },
  { kind: "staffTask", of: "queue", queue: `q-${patient.slice(4)}` },
];

type Step =
  | { save: Change[] }
  | { list: ListQuery; page: PageRequest }
  | { get: Pick<Change, "kind" | "id"> };

const stepOf = (patient: string): fc.Arbitrary<Step> => {
  const change = changesOf(patient);
  const versioned = fc.tuple(change, fc.nat(2)).map(([one, expect]) => ({ ...one, expect }));
  const page = fc.record({ limit: fc.integer({ min: 1, max: 3 }), newestFirst: fc.boolean() });
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(versioned, { minLength: 1, maxLength: 3 }).map((save) => ({ save })) },
    { weight: 2, arbitrary: fc.record({ list: fc.constantFrom(...queriesOf(patient)), page }) },
    { weight: 1, arbitrary: change.map(({ kind, id }) => ({ get: { kind, id } })) },
  );
};

/** What a step comes to: what it gives, or the name of what it throws. */
async function outcome(records: Records, step: Step): Promise<unknown> {
  try {
    if ("save" in step) return await records.save(step.save);
    if ("get" in step) return await records.get(step.get.kind, step.get.id);
    const first = await records.list(step.list, step.page);
    if (!first.cursor) return first;
    return [first, await records.list(step.list, { ...step.page, cursor: first.cursor })];
  } catch (error) {
    return (error as Error).name;
  }
}

/** Transactions leave their changes in any order, so a record's own order is what can be compared. */
const byRecord = (changes: RecordedChange[]): unknown[] =>
  changes
    .map(({ before, after }) => ({ before, after }))
    .sort((a, b) => (a.after.id + a.after.version < b.after.id + b.after.version ? -1 : 1));

const anybody = newPatient();
const steps = fc.array(stepOf(anybody), { maxLength: 25 });

/** The same steps for a patient nobody has written about, since the engine keeps what earlier runs wrote. */
const forSomebodyNew = (asked: Step[]): Step[] =>
  JSON.parse(JSON.stringify(asked).replaceAll(anybody.slice(4), newPatient().slice(4)));

await describeOnEngine("dynoxide", (store) => {
  it("does what the twin in memory does, whatever is asked in whatever order", async () => {
    const property = fc.asyncProperty(steps.map(forSomebodyNew), async (asked) => {
      const twin = memoryRecords();
      for (const step of asked) expect(await outcome(store.records, step)).toEqual(await outcome(twin, step));
      expect(byRecord(await store.changes())).toEqual(byRecord(twin.drain()));
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
