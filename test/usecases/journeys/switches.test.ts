import { expect, it } from "vitest";
import { directOutreachId } from "#lib/domain/ids.ts";
import {
  pauseEverything,
  pauseJourney,
  readSwitch,
  resumeEverything,
  resumeJourney,
} from "#lib/usecases/journeys/switches.ts";
import { planOutreach } from "#lib/usecases/outreach/plan-outreach.ts";
import { aWorld, chain, phoneOf } from "#test/support/world.ts";

const nurse = { actor: { type: "staff" as const, id: "lead-nurse" } };
/** Two days before the visit, at ten. */
const asked = "2026-06-09T15:00:00.000Z";

async function booked() {
  const world = await aWorld();
  const patientId = await world.patient("ana");
  await world.book(patientId);
  return { world, patientId };
}

it.each([
  [
    "everything",
    (w: Awaited<ReturnType<typeof booked>>["world"]) => pauseEverything(w.system.ports, nurse),
    "paused_by_customer",
  ],
  [
    "its journey",
    (w: Awaited<ReturnType<typeof booked>>["world"]) =>
      pauseJourney(w.system.ports, "appointment-reminder", nurse),
    "journey_paused",
  ],
])(
  "holds a message while %s is paused, and lets it leave within a minute afterwards",
  async (_, pause, reason) => {
    const { world, patientId } = await booked();
    await pause(world);
    await world.advanceTo("2026-06-09T17:00:00.000Z");
    expect(world.left()).toEqual([]);
    expect(await world.outreaches(patientId)).toMatchObject([{ status: "held", reason }]);
    await resumeEverything(world.system.ports, nurse);
    await resumeJourney(world.system.ports, "appointment-reminder", nurse);
    await world.advanceTo("2026-06-09T17:01:00.000Z");
    expect(world.texts(phoneOf("ana"))).toHaveLength(1);
  },
);

it("lets nobody leave before everybody obeys, nor what another pause holds", async () => {
  const { world, patientId } = await booked();
  const { ports } = world.system;
  await pauseJourney(ports, "appointment-reminder", nurse);
  await pauseEverything(ports, nurse);
  await world.advanceTo("2026-06-09T17:00:00.000Z");
  await resumeJourney(ports, "appointment-reminder", nurse);
  await world.advanceTo("2026-06-09T17:30:00.000Z");
  expect(await world.outreaches(patientId)).toMatchObject([{ reason: "paused_by_customer" }]);
  await resumeEverything(ports, nurse);
  await world.advanceTo("2026-06-09T17:30:05.000Z");
  expect(world.left()).toEqual([]);
  await world.advanceTo("2026-06-09T17:31:00.000Z");
  expect(world.texts()).toHaveLength(1);
});

it("lets the patient have their time, counted from when the message left", async () => {
  const { world } = await booked();
  await world.advanceTo("2026-06-09T14:00:00.000Z");
  await pauseEverything(world.system.ports, nurse);
  await world.advanceTo("2026-06-10T16:00:00.000Z");
  await resumeEverything(world.system.ports, nurse);
  await world.advanceTo("2026-06-10T17:00:00.000Z");
  expect(world.texts()).toHaveLength(1);
  expect(world.left("email")).toEqual([]);
});

it("leaves another journey alone", async () => {
  const { world } = await booked();
  await world.system.ports.records.get("switch", "everything");
  await pauseJourney(world.system.ports, "appointment-reminder", nurse);
  await resumeJourney(world.system.ports, "appointment-reminder", nurse);
  await world.advanceTo(asked);
  expect(world.texts()).toHaveLength(1);
});

it("confirms a STOP all the same: it is due within five minutes", async () => {
  const { world } = await booked();
  await world.advanceTo(asked);
  await pauseEverything(world.system.ports, nurse);
  await world.says(phoneOf("ana"), "STOP");
  await world.advanceTo("2026-06-09T15:05:00.000Z");
  expect(world.texts().at(-1)).toMatch(/no more texts/);
});

it("holds what staff send directly too", async () => {
  const { world, patientId } = await booked();
  await pauseEverything(world.system.ports, nurse);
  const id = directOutreachId(patientId, "note");
  await planOutreach(
    world.system.ports,
    { id, patientId, template: "not-understood", purpose: "operations", channels: "preferred" },
    nurse,
  );
  await world.system.settle();
  expect(world.left()).toEqual([]);
});

it("is audited, and turned twice is turned once", async () => {
  const { world } = await booked();
  const { ports } = world.system;
  await pauseEverything(ports, { ...nurse, reason: "wrong_text" });
  await pauseEverything(ports, { ...nurse, reason: "again" });
  expect(await readSwitch(ports, "everything")).toMatchObject({
    paused: true,
    by: nurse.actor,
    reason: "wrong_text",
  });
  await resumeEverything(ports, nurse);
  await world.system.settle();
  const lines = await chain(world.records, "SWITCH");
  expect(lines.map(({ type, actor, reason }) => [type, actor.id, reason])).toEqual([
    ["switch.paused", "lead-nurse", "wrong_text"],
    ["switch.resumed", "lead-nurse", undefined],
  ]);
});

it("refuses a journey that is not there", async () => {
  const { world } = await booked();
  await expect(pauseJourney(world.system.ports, "none", nurse)).rejects.toMatchObject({ code: "not_found" });
});
