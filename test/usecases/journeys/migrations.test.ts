import { expect, it } from "vitest";
import type { Migration } from "#lib/domain/journey/migration.ts";
import {
  previewMigration,
  startMigration,
  undoMigration,
  workMigration,
} from "#lib/usecases/journeys/migrations.ts";
import { publishJourney, runsOf, switchOn, tellAttributes } from "#test/support/modules.ts";
import { aWorld, phoneOf, type World } from "#test/support/world.ts";

const author = { actor: { type: "staff" as const, id: "author" } };
const end = { over: { do: "end", outcome: "over" } };
const journey = (steps: object, start = Object.keys(steps)[0]) => ({
  id: "slow",
  purpose: "care",
  category: "test",
  subject: "patient",
  enrollWhen: { event: "patient.updated", where: "patient.attributes.go == true" },
  start,
  steps: { ...steps, ...end },
});
const rest = (next: string, days = 20) => ({ do: "wait", for: `P${days}D`, next });
const ask = {
  do: "ask",
  task: "x",
  template: "followup-book",
  answers: { confirmed: "over" },
  within: "P2D",
  onSilence: "over",
};

/** Three patients at the first step of version 1; version 2 has been published since. */
async function threeAt(first: object, second: object) {
  const world = await aWorld();
  await switchOn(world, ["prevention", "chronic"]);
  await publishJourney(world, journey(first));
  const ids: string[] = [];
  for (const name of ["ana", "bo", "cy"]) {
    ids.push(await world.patient(name));
    await tellAttributes(world, name, { go: true });
  }
  await publishJourney(world, journey(second));
  return { world, ids };
}
const standing = async (world: World, ids: string[]) =>
  (await Promise.all(ids.map((id) => runsOf(world, id))))
    .flat()
    .map(({ journey: { version }, step }) => `${step}@${version}`);
const migrate = async (world: World, mapping: Record<string, string> = {}): Promise<Migration> => {
  const { id } = await startMigration(world.system.ports, "slow", { mapping }, author);
  await world.system.settle();
  return (await world.records.get("migration", id, { consistent: true }))?.data as Migration;
};

it("leaves running enrollments with their version until they are migrated", async () => {
  const { world, ids } = await threeAt({ a: rest("over") }, { a: rest("over") });
  expect(await standing(world, ids)).toEqual(["a@1", "a@1", "a@1"]);
  expect(await migrate(world)).toMatchObject({ status: "done", counts: { moved: 3 } });
  expect(await standing(world, ids)).toEqual(["a@2", "a@2", "a@2"]);
});

it("previews who lands where and what would be sent, and touches nobody", async () => {
  const { world, ids } = await threeAt({ a: rest("over") }, { a2: rest("b"), b: ask });
  const preview = await previewMigration(world.system.ports, "slow", { mapping: { a: "b" } });
  expect(preview).toMatchObject({
    to: 2,
    runs: 3,
    landings: [{ from: "a", to: "b", lands: "enters", runs: 3 }],
    messages: { "followup-book": 3 },
    complete: true,
  });
  expect(await standing(world, ids)).toEqual(["a@1", "a@1", "a@1"]);
  expect(world.texts(phoneOf("ana"))).toEqual([]);
});

it("says who cannot, and why", async () => {
  const { world, ids } = await threeAt({ a: rest("over") }, { b: rest("over") });
  const preview = await previewMigration(world.system.ports, "slow", { mapping: {} });
  expect(preview.cannot).toEqual({ no_step: 3 });
  expect(preview.problems[0]).toMatchObject({ step: "a", reason: "no_step" });
  const done = await migrate(world);
  expect(done).toMatchObject({ status: "done", counts: { no_step: 3 } });
  expect(done.problems).toHaveLength(3);
  expect(await standing(world, ids)).toEqual(["a@1", "a@1", "a@1"]);
});

it("closes what a run had open before it enters another step, and says what that step says", async () => {
  const { world, ids } = await threeAt({ q: ask }, { later: rest("over", 5) });
  expect(world.texts(phoneOf("ana"))).toHaveLength(1);
  await migrate(world, { q: "later" });
  expect(await standing(world, ids)).toEqual(["later@2", "later@2", "later@2"]);
  const tasks = (await Promise.all(ids.map((id) => world.own("patientTask", id)))).flat();
  expect(tasks.map(({ data }) => data.status)).toEqual(["cancelled", "cancelled", "cancelled"]);
  await world.advanceTo("2026-06-07T15:00:00.000Z");
  const runs = (await Promise.all(ids.map((id) => runsOf(world, id)))).flat();
  expect(runs.map(({ outcome }) => outcome)).toEqual(["over", "over", "over"]);
});

it("is undone for those to whom nothing has happened since, with the deadline they had", async () => {
  const { world, ids } = await threeAt({ a: rest("over") }, { a2: rest("b"), b: rest("over", 2) });
  const before = await runsOf(world, ids[0] as string);
  const { id } = await migrate(world, { a: "b" });
  await undoMigration(world.system.ports, id, author);
  await world.system.settle();
  expect((await world.records.get("migration", id))?.data).toMatchObject({
    status: "undone",
    counts: { brought_back: 3 },
  });
  expect(await standing(world, ids)).toEqual(["a@1", "a@1", "a@1"]);
  expect((await runsOf(world, ids[0] as string))[0]?.wakeAt).toBe(before[0]?.wakeAt);
});

it("does not undo what went on, nor after its window", async () => {
  const { world, ids } = await threeAt({ a: rest("over") }, { b: rest("c", 2), c: rest("over", 30) });
  const { id } = await migrate(world, { a: "b" });
  await world.advanceTo("2026-06-04T15:00:00.000Z");
  await undoMigration(world.system.ports, id, author);
  await world.system.settle();
  expect((await world.records.get("migration", id))?.data).toMatchObject({ counts: { went_on: 3 } });
  expect(await standing(world, ids)).toEqual(["c@2", "c@2", "c@2"]);
  const second = await startMigration(world.system.ports, "slow", { to: 1, mapping: { c: "a" } }, author);
  await world.system.settle();
  await world.advanceTo("2026-06-15T15:00:00.000Z");
  await expect(undoMigration(world.system.ports, second.id, author)).rejects.toMatchObject({
    code: "wrong_state",
  });
});

it("does nothing twice when its event comes again, and counts nobody twice", async () => {
  const { world } = await threeAt({ a: rest("over") }, { a: rest("over") });
  const { id } = await migrate(world);
  const record = await world.records.get("migration", id);
  if (!record) throw new Error("gone");
  await workMigration(world.system.ports, record);
  await workMigration(world.system.ports, { ...record, version: 1 });
  expect((await world.records.get("migration", id))?.data).toMatchObject({ counts: { moved: 3 } });
});

it("refuses steps that the version does not have", async () => {
  const { world } = await threeAt({ a: rest("over") }, { a: rest("over") });
  await expect(
    startMigration(world.system.ports, "slow", { mapping: { a: "nowhere" } }, author),
  ).rejects.toMatchObject({
    code: "validation_failed",
  });
});
