import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patientKeyOf } from "#lib/domain/ids.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { faultsOf, journeyReports } from "#lib/domain/report.ts";
import { localDay } from "#lib/domain/time/time.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { verifyChain } from "#lib/usecases/read/verify-chain.ts";
import { aWorld, chain, phoneOf, type World } from "#test/support/world.ts";

const names = ["ana", "ben", "cleo"];
const zone = "America/Chicago";

/** What may happen, to whom; hours pass in between. */
const happenings = fc.array(
  fc.record({
    who: fc.nat(names.length - 1),
    afterHours: fc.integer({ min: 0, max: 40 }),
    what: fc.constantFrom(
      "book",
      "move",
      "cancel",
      "arrive",
      "1",
      "2",
      "3",
      "STOP",
      "START",
      "what?",
      "cancel-message",
    ),
  }),
  { minLength: 1, maxLength: 25 },
);

async function carryOut(world: World, what: string, name: string, n: number): Promise<void> {
  const patientId = await world.patient(name);
  const start = new Date(Date.parse(world.clock.now()) + (60 + n) * 3_600_000).toISOString();
  if (what === "book" || what === "move") await world.book(patientId, { start });
  else if (what === "cancel") await world.book(patientId, { status: "cancelled" });
  else if (what === "arrive") await world.book(patientId, { status: "arrived", start });
  else if (what === "cancel-message") {
    const [open] = (await world.outreaches(patientId)).filter(
      (o) => o.status === "held" || o.status === "planned",
    );
    if (open)
      await cancelOutreach(world.ports, open.id, { actor: { type: "staff", id: "desk" }, reason: "test" });
    await world.settle();
  } else await world.says(phoneOf(name), what);
}

describe("after any story", () => {
  it("every chain verifies, every message has a fate, no budget was exceeded and nobody is stuck", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (story) => {
        const world = await aWorld();
        const ids = await Promise.all(names.map((name) => world.patient(name)));
        for (const [n, { who, afterHours, what }] of story.entries()) {
          await world.advanceTo(
            new Date(Date.parse(world.clock.now()) + afterHours * 3_600_000).toISOString(),
          );
          await carryOut(world, what, names[who] as string, n);
        }
        await world.advanceTo(new Date(Date.parse(world.clock.now()) + 40 * 86_400_000).toISOString());
        for (const patientId of ids) await expectSound(world, patientId);
        expect(world.deadLetters).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

async function expectSound(world: World, patientId: string): Promise<void> {
  const { records } = world;
  expect(await verifyChain(records, patientId)).toMatchObject({ whole: true, faults: [] });
  const lines = await chain(records, patientId);
  const versions = new Map(lines.map(({ subject }) => [`${subject.kind} ${subject.id}`, subject.version]));
  expect(lines).toHaveLength([...versions.values()].reduce((a, b) => a + b, 0));

  const outreaches = await world.outreaches(patientId);
  expect(outreaches.filter((o) => o.status === "planned" || o.status === "held")).toEqual([]);
  expect(outreaches.filter((o) => !o.reason)).toEqual([]);
  expectOneEach(world, outreaches);
  const enrollments = (await world.own("enrollment", patientId)).map(({ data }) => data);
  expect(enrollments.filter((e) => e.status !== "ended" && !e.wakeAt)).toEqual([]);
  const [tasks, staffTasks] = [
    await world.own("patientTask", patientId),
    await world.own("staffTask", patientId),
  ];
  const reports = journeyReports({
    enrollments,
    outreaches,
    tasks: tasks.map(({ data }) => data),
    staffTasks: staffTasks.map(({ data }) => data),
  });
  expect(reports.flatMap(faultsOf)).toEqual([]);
}

/** One text per outreach, and of those that count one a day. */
function expectOneEach(world: World, outreaches: Outreach[]): void {
  const known = new Map(outreaches.map((o) => [o.id, o]));
  const own = world.left().filter(({ outreachId }) => known.has(outreachId));
  expect(new Set(own.map(({ outreachId }) => outreachId)).size).toBe(own.length);
  const counted = own.filter(({ outreachId }) => !known.get(outreachId)?.inReplyTo);
  expect(new Set(counted.map(({ at }) => localDay(at, zone))).size).toBe(counted.length);
}

describe("the local system", () => {
  it("happens in order, each thing at its own time", async () => {
    const world = await aWorld();
    await world.book(await world.patient("ana"));
    await world.advanceTo("2026-06-30T15:00:00.000Z");
    const [first, second] = world.left();
    expect(first).toMatchObject({ channel: "sms", at: "2026-06-09T15:00:00.000Z" });
    expect(second).toMatchObject({ channel: "email", at: "2026-06-10T15:00:00.000Z" });
    expect(world.clock.now()).toBe("2026-06-30T15:00:00.000Z");
  });

  it("hears what provider and patient say afterwards", async () => {
    const world = await aWorld();
    const patientId = await world.patient("ana", {
      contactPoints: [{ channel: "sms", address: "+12025550177" }],
    });
    await world.book(patientId);
    await world.advanceTo("2026-06-09T16:00:00.000Z");
    const ask = (await world.outreaches(patientId)).find((o) => o.template.id === "appointment-confirm");
    expect(ask?.status).toBe("delivered");
    expect(world.texts("+12025550177").at(-1)).toMatch(/no more texts/);
  });

  it("says when the next thing falls due", async () => {
    const world = await aWorld();
    expect(world.next()).toBe("2026-06-01T16:00:00.000Z");
  });

  it("keeps ids apart by patient", async () => {
    const world = await aWorld();
    const id = await world.patient("ana");
    const visit = await world.book(id);
    expect(patientKeyOf(visit)).toBe(patientKeyOf(id));
  });
});
