import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainOf } from "#lib/adapters/dynamodb/keys.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { chainFaults } from "#lib/domain/audit.ts";
import type { Change, Kind } from "#lib/domain/kinds.ts";
import { policyLevelId } from "#lib/domain/policy/levels.ts";
import type { RecordedChange } from "#lib/ports.ts";
import { appendAudit } from "#lib/usecases/audit/append-audit.ts";
import { verifyChain } from "#lib/usecases/read/verify-chain.ts";
import { anEvent, aPatient, aReach, aTuesday, patientId } from "#test/support/builders.ts";
import { quiet, watched } from "#test/support/delivery.ts";
import { samples } from "#test/support/sample-ids.ts";
import { chain } from "#test/support/world.ts";

/** A patient and a reach item, changed a few times. */
async function changed(times = 4) {
  const records = memoryRecords();
  for (let version = 0; version < times; version++) {
    const event = anEvent({ cause: `c${version}` });
    await records.save([
      { kind: "patient", id: patientId, expect: version, data: aPatient(), event },
      { kind: "reach", id: patientId, expect: version, data: aReach(), event },
    ]);
  }
  const changes = records.drain();
  const append = (some: RecordedChange[], over = records as Parameters<typeof watched>[0]) =>
    appendAudit({ records: over, clock: { now: () => aTuesday }, log: quiet }, patientId, some);
  return { records, changes, append, lines: () => chain(records, patientId) };
}

describe("the audit trail", () => {
  it("has one line per change, without a gap, linked", async () => {
    const { changes, append, lines } = await changed();
    expect(await append(changes)).toBe(8);
    expect((await lines()).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(chainFaults(await lines())).toEqual([]);
  });

  it("is the same in whatever batches the stream comes, and however often one is repeated", async () => {
    const { changes } = await changed();
    const cuts = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (batches) => {
        const { append, lines } = await changed();
        let upTo = 0;
        for (const [a, b] of batches) {
          // A batch is a stretch that begins no later than where the stream stands.
          const from = Math.min(a, b, upTo);
          const to = Math.max(a, b);
          await append(changes.slice(from, to));
          upTo = Math.max(upTo, to);
        }
        await append(changes.slice(upTo));
        expect((await lines()).map(({ sequence }) => sequence)).toEqual(
          changes.map(({ sequence }) => sequence),
        );
        expect(chainFaults(await lines())).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("goes on where it died between two lines", async () => {
    for (let k = 1; k <= 9; k++) {
      const { records, changes, append, lines } = await changed();
      const dying = watched(records, (call) => {
        if (call === k) throw new Error("died");
      });
      await expect(append(changes, dying)).rejects.toThrow("died");
      await append(changes);
      expect(await lines()).toHaveLength(8);
      expect(chainFaults(await lines())).toEqual([]);
    }
  });

  it("cannot be forked by two who write it at once", async () => {
    const { changes, append, lines } = await changed();
    const ends = await Promise.allSettled([append(changes), append(changes), append(changes.slice(0, 3))]);
    expect(ends.some(({ status }) => status === "fulfilled")).toBe(true);
    await append(changes);
    expect(await lines()).toHaveLength(8);
    expect(chainFaults(await lines())).toEqual([]);
  });

  it("raises an alarm where a version is missing from the stream, and writes what it has", async () => {
    const { records, changes } = await changed();
    const alarms: string[] = [];
    const log = { ...quiet, error: (message: string) => void alarms.push(message) };
    await appendAudit({ records, clock: { now: () => aTuesday }, log }, patientId, changes.toSpliced(2, 1));
    expect(alarms).toEqual(["audit.gap"]);
  });
});

describe("verifying", () => {
  it("finds a chain whole that has a line for every version of every record", async () => {
    const { records, changes, append } = await changed();
    await append(changes);
    expect(await verifyChain(records, patientId)).toEqual({ whole: true, lines: 8, faults: [] });
  });

  it.each([
    [7, [8]],
    [5, [6, 7, 8]],
    [0, [1, 2, 3, 4, 5, 6, 7, 8]],
  ])("finds that a chain was cut off after line %i", async (kept, missing) => {
    const { records, changes, append } = await changed();
    await append(changes.slice(0, kept));
    const { whole, faults } = await verifyChain(records, patientId);
    expect([whole, faults.map(({ n }) => n)]).toEqual([false, missing]);
  });

  const owned = Object.entries({ ...samples, policyLevel: policyLevelId("patient", samples.patient) }).filter(
    ([kind, id]) => chainOf(kind as Kind, id) === samples.patient,
  );

  it.each(owned)("finds a patient's chain short of a %s that no line names", async (kind, id) => {
    const records = memoryRecords();
    const data = { journey: { id: "recall" } };
    await records.save([{ kind, id, expect: 0, data, event: anEvent() } as unknown as Change]);
    const { faults } = await verifyChain(records, samples.patient);
    expect(faults).toEqual([{ n: 1, fault: "missing" }]);
  });
});
