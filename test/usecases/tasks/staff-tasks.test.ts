import { describe, expect, it } from "vitest";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { claimStaffTask, completeStaffTask, openStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";
import { aStaffTask, aTuesday } from "#test/support/builders.ts";

const by = { actor: { type: "staff" as const, id: "ann" } };
const task = aStaffTask();

async function opened() {
  const records = memoryRecords();
  const ports = { records, clock: { now: () => aTuesday } };
  await openStaffTask(ports, task, by);
  const queue = async () =>
    (await records.list({ kind: "staffTask", of: "queue", queue: "front-desk" })).items;
  return { ports, records, queue };
}

describe("a task for the care team", () => {
  it("is opened once, however often it is asked for", async () => {
    const { ports, queue } = await opened();
    await openStaffTask(ports, { ...task, title: "Again" }, by);
    expect((await queue()).map(({ data, version }) => [data.title, version])).toEqual([["Call", 1]]);
  });

  it("is one person's once claimed, who may claim it again", async () => {
    const { ports } = await opened();
    await claimStaffTask(ports, task.id, "ann", by);
    expect((await claimStaffTask(ports, task.id, "ann", by)).data).toMatchObject({
      status: "claimed",
      owner: "ann",
    });
    await expect(claimStaffTask(ports, task.id, "bob", by)).rejects.toMatchObject({ code: "wrong_state" });
  });

  it("is done with one of its outcomes, and leaves the queue", async () => {
    const { ports, queue } = await opened();
    await expect(completeStaffTask(ports, task.id, { outcome: "lost" }, by)).rejects.toMatchObject({
      code: "validation_failed",
    });
    const { data, event } = await completeStaffTask(ports, task.id, { outcome: "reached", owner: "ann" }, by);
    expect([data.status, data.outcome, data.closedAt, event.reason]).toEqual([
      "done",
      "reached",
      aTuesday,
      "reached",
    ]);
    expect(await queue()).toEqual([]);
    await expect(completeStaffTask(ports, task.id, { outcome: "reached" }, by)).rejects.toMatchObject({
      code: "wrong_state",
    });
  });

  it("is not changed by one who saw an older version of it", async () => {
    const { ports } = await opened();
    await claimStaffTask(ports, task.id, "ann", by);
    const stale = completeStaffTask(ports, task.id, { outcome: "reached" }, { ...by, expect: 1 });
    await expect(stale).rejects.toMatchObject({ code: "stale_version" });
  });

  it("that is not there is not found", async () => {
    const { ports } = await opened();
    await expect(claimStaffTask(ports, `${task.id}x`, "ann", by)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
