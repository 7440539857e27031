import { expect, it } from "vitest";
import { create } from "#functions/steps/advance.ts";
import { aWorld } from "#test/support/world.ts";

async function enrolled() {
  const world = await aWorld();
  const patientId = await world.patient("maria");
  await world.book(patientId);
  const [enrollment] = await world.own("enrollment", patientId);
  return { world, id: enrollment?.id as string, advance: create(world.ports) };
}

it("answers with all that the state machine needs to wait, and counts turns", async () => {
  const { id, advance } = await enrolled();
  expect(await advance({ enrollmentId: id, turns: 4 })).toMatchObject({
    enrollmentId: id,
    state: "waiting",
    waitSeconds: 8 * 86_400,
    seenSeq: 0,
    turns: 5,
  });
});

it("takes the same turn twice without doing anything twice", async () => {
  const { world, id, advance } = await enrolled();
  const version = async () => (await world.records.get("enrollment", id))?.version;
  const before = await version();
  const [a, b] = [
    await advance({ enrollmentId: id, turns: 0 }),
    await advance({ enrollmentId: id, turns: 0 }),
  ];
  expect([a, await version()]).toEqual([b, before]);
});

it.each([[{}], [{ enrollmentId: 1, turns: 0 }], [{ enrollmentId: "enr_x", turns: -1 }], [null]])(
  "refuses %j",
  async (input) => {
    const { advance } = await enrolled();
    await expect(advance(input)).rejects.toThrow();
  },
);
