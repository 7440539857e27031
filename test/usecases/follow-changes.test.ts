import { describe, expect, it } from "vitest";
import { memoryFiles } from "#lib/adapters/local/files.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { Ports } from "#lib/ports.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { anEvent, anOutreach, aPatient, aTuesday } from "#test/support/builders.ts";
import { quiet } from "#test/support/delivery.ts";
import { chain } from "#test/support/world.ts";

function world() {
  const records = memoryRecords();
  const queued: string[] = [];
  const ports: Ports = {
    records,
    clock: { now: () => aTuesday },
    ids: { unique: () => "u" },
    secrets,
    log: quiet,
    timer: { set: async () => {}, clear: async () => {} },
    queue: { send: async ({ outreachId }) => void queued.push(outreachId) },
    machine: { start: async () => {}, wake: async () => {} },
    operations: { start: async () => {} },
    files: memoryFiles(),
  };
  const planned = (name: string) => {
    const patientId = patientIdFrom("test", name);
    const id = `out_${patientId.slice(4)}_direct_0000000000`;
    const event = anEvent({ type: "outreach.planned" });
    return { kind: "outreach" as const, id, expect: 0, data: anOutreach({ id, patientId }), event };
  };
  return { records, ports, queued, planned };
}

describe("what follows from the stream", () => {
  it("is an audit line and the reaction of each change, once per repeat of the line", async () => {
    const { records, ports, queued, planned } = world();
    const change = planned("a");
    await records.save([change]);
    const changes = records.drain();
    expect(await followChanges(ports, changes)).toEqual([]);
    expect(await followChanges(ports, changes)).toEqual([]);
    expect(queued).toEqual([change.id, change.id]);
    expect(await chain(records, change.data.patientId)).toHaveLength(1);
  });

  it("says where a chain failed, and lets the others go on", async () => {
    const { records, ports, queued, planned } = world();
    const [a, b] = [planned("a"), planned("b")];
    await records.save([
      {
        kind: "patient",
        id: a.data.patientId,
        expect: 0,
        data: aPatient({ id: a.data.patientId }),
        event: anEvent(),
      },
    ]);
    await records.save([a]);
    await records.save([b]);
    const changes = records.drain();
    const send = ports.queue.send;
    ports.queue.send = async (message) => {
      if (message.outreachId === a.id) throw new Error("the queue is away");
      await send(message);
    };
    expect(await followChanges(ports, changes)).toEqual([changes[1]?.sequence]);
    expect(queued).toEqual([b.id]);
    ports.queue.send = send;
    expect(await followChanges(ports, changes.slice(1))).toEqual([]);
    expect(queued).toContain(a.id);
  });
});
