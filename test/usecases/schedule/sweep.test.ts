import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import type { OutreachStatus } from "#lib/domain/outreach/outreach.ts";
import { reconcile } from "#lib/usecases/schedule/reconcile.ts";
import { sweep } from "#lib/usecases/schedule/sweep.ts";
import { anEvent, anOutreach, aTuesday, hours, later } from "#test/support/builders.ts";
import { quiet } from "#test/support/delivery.ts";

/** Messages of as many patients, due that many ms from now. */
async function due(ahead: number[], status: OutreachStatus = "planned") {
  const records = memoryRecords();
  const set = new Map<string, string>();
  const queued: string[] = [];
  const ports = {
    records,
    clock: { now: () => aTuesday },
    log: quiet,
    timer: { set: async (name: string, at: string) => void set.set(name, at), clear: async () => {} },
    queue: { send: async ({ outreachId }: { outreachId: string }) => void queued.push(outreachId) },
  };
  for (const [i, ms] of ahead.entries()) {
    const patientId = patientIdFrom("test", `p${i}`);
    const id = `out_${patientId.slice(4)}_direct_0000000000`;
    const data = anOutreach({ id, patientId, status, dueAt: later(aTuesday, ms) });
    await records.save([{ kind: "outreach", id, expect: 0, data, event: anEvent() }]);
  }
  return { ports, set, queued };
}

describe("the sweep", () => {
  it("schedules what has come within 48 hours, and nothing that was or will be", async () => {
    const inside = [hours(47) + 1, hours(47.5), hours(48)];
    const { ports, set } = await due([...inside, hours(46), hours(48) + 1, hours(1)]);
    expect(await sweep(ports)).toEqual({ scheduled: 3 });
    expect([...set.values()].sort()).toEqual(inside.map((ms) => later(aTuesday, ms)));
  });

  it("reads past one page, and is harmless twice", async () => {
    const { ports, set } = await due(Array.from({ length: 1200 }, () => hours(47.5)));
    expect([await sweep(ports), await sweep(ports), set.size]).toEqual([
      { scheduled: 1200 },
      { scheduled: 1200 },
      1200,
    ]);
  });

  it("leaves alone what has its fate", async () => {
    const { ports } = await due([hours(47.5)], "cancelled");
    expect(await sweep(ports)).toEqual({ scheduled: 0 });
  });
});

describe("the reconciler", () => {
  it("sends what was due five minutes ago and did not fire, and nothing sooner", async () => {
    const { ports, queued } = await due([-hours(24), -5 * 60_000, -5 * 60_000 + 1, 0, hours(1)]);
    expect(await reconcile(ports)).toEqual({ late: 2 });
    expect(queued).toHaveLength(2);
  });

  it("leaves alone what has its fate", async () => {
    expect(await reconcile((await due([-hours(1)], "sent")).ports)).toEqual({ late: 0 });
  });
});
