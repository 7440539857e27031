import { describe, expect, it } from "vitest";
import { directOutreachId } from "#lib/domain/ids.ts";
import { dryRun, planOutreach } from "#lib/usecases/outreach/plan-outreach.ts";
import { aWorld, phoneOf } from "#test/support/world.ts";

const by = { actor: { type: "client" as const, id: "partner" } };

async function clinic() {
  const world = await aWorld();
  const patientId = await world.patient("maria");
  const visit = await world.book(patientId);
  const id = directOutreachId(patientId, "note");
  const request = {
    id,
    patientId,
    template: "appointment-moved",
    purpose: "care" as const,
    channels: "preferred" as const,
    appointmentId: visit,
  };
  return { world, patientId, visit, request };
}

describe("a message asked for outside any journey", () => {
  it("is planned once, however many ask at once, and leaves once", async () => {
    const { world, request } = await clinic();
    const all = await Promise.all(Array.from({ length: 6 }, () => planOutreach(world.ports, request, by)));
    await world.settle();
    expect(all.filter((a) => a.created)).toHaveLength(1);
    expect(world.texts()).toHaveLength(1);
    expect(world.texts()[0]).toMatch(/new time: Thu, Jun 11 at 10:00 AM/);
  });

  it.each([
    ["a template that is not there", { template: "nothing" }, "unknown_reference"],
    [
      "a visit that is not the patient's",
      { appointmentId: "apt_00000000000000000000000000_0000000000000000" },
      "unknown_reference",
    ],
    ["a patient who is not there", { patientId: "pat_00000000000000000000000000" }, "not_found"],
  ])("is refused for %s, and nothing is written", async (_, more, code) => {
    const { world, request } = await clinic();
    await expect(planOutreach(world.ports, { ...request, ...more }, by)).rejects.toMatchObject({ code });
    expect(await world.records.get("outreach", request.id)).toBeUndefined();
  });

  it("that would name another time than the visit's own is not sent", async () => {
    const { world, patientId, request } = await clinic();
    await planOutreach(world.ports, { ...request, dueAt: "2026-06-02T15:00:00.000Z" }, by);
    await world.book(patientId, { start: "2026-06-11T20:00:00.000Z" });
    await world.advanceTo("2026-06-02T16:00:00.000Z");
    expect((await world.records.get("outreach", request.id))?.data).toMatchObject({
      status: "suppressed",
      reason: "appointment_changed",
    });
  });

  it("beyond the horizon waits for the sweep and leaves at its minute", async () => {
    const { world, request } = await clinic();
    await planOutreach(world.ports, { ...request, dueAt: "2026-06-08T18:30:00.000Z" }, by);
    await world.advanceTo("2026-06-09T00:00:00.000Z");
    expect(world.left("sms", phoneOf("maria")).map((l) => l.at)).toEqual(["2026-06-08T18:30:00.000Z"]);
  });
});

describe("a dry run", () => {
  it("says what would be, and writes nothing", async () => {
    const { world, request } = await clinic();
    expect(await dryRun(world.ports, request)).toMatchObject({ verdict: "send", channel: "sms" });
    expect(await world.records.get("outreach", request.id)).toBeUndefined();
  });

  it("gives the true reason where no channel is free", async () => {
    const { world, request } = await clinic();
    await world.says(phoneOf("maria"), "STOP");
    const onlySms = { ...request, channels: ["sms" as const] };
    expect(await dryRun(world.ports, onlySms)).toMatchObject({
      verdict: "drop",
      reason: "opted_out",
      channel: "sms",
    });
  });
});
