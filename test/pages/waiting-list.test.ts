import { describe, expect, it } from "vitest";
import { freedId } from "#lib/domain/visit/waiting.ts";
import { linkIn, maria } from "#test/support/pages.ts";
import { again, freedStart, place, textTo, waiting } from "#test/support/waiting.ts";

describe("a time that somebody gives up", () => {
  it("is offered to those who wait for one like it, longest first, and the offers are recorded", async () => {
    const world = await waiting(["ana", "ben"]);
    await world.giveUp();
    const [leoVisit] = await world.own("appointment", world.ids.leo as string);
    const freed = await world.records.get("freedTime", freedId(leoVisit?.id as string, freedStart));
    expect(freed?.data.offers.map(({ patientId }) => patientId)).toEqual([world.ids.ana, world.ids.ben]);
    expect(freed?.event).toMatchObject({ type: "freed-time.offered", cause: leoVisit?.id });
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    for (const name of ["ana", "ben"]) expect(textTo(world, name)).toContain("an earlier time is free");
  });

  it("goes to the first who takes it; the second is told so, and stays on the list", async () => {
    const world = await waiting(["ana", "ben"]);
    await world.giveUp();
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    const [first, second] = [world.browser(), world.browser()];
    const offered = await first.send(linkIn(textTo(world, "ben")), maria);
    expect(offered.text).toContain("An earlier time is free: Fri, Jun 5, 10:00 AM.");
    await second.send(linkIn(textTo(world, "ana")), maria);
    const told = await Promise.all([
      first.send("/p/time", { freed: "1" }),
      first.send("/p/time", { freed: "1" }),
    ]);
    expect(told[0]?.text).toContain("We will call you with a new time.");
    expect((await second.send("/p/time", { freed: "1" })).status).toBe(409);
    const left = await world.onList();
    expect(left.map(({ data }) => data.patientId)).toEqual([world.ids.ana]);
    const messages = await world.own("message", world.ids.ben as string);
    expect(messages.map(({ data }) => data.text)).toEqual(["Fri, Jun 5, 10:00 AM"]);
    expect((await world.staffTasks()).map(({ title, patientId }) => [title, patientId])).toEqual([
      ["Rebook", world.ids.ben],
    ]);
  });

  it("has one taker of two at the very same moment", async () => {
    const world = await waiting(["ana", "ben"]);
    await world.giveUp();
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    const phones = [world.browser(), world.browser()];
    await phones[0]?.send(linkIn(textTo(world, "ana")), maria);
    await phones[1]?.send(linkIn(textTo(world, "ben")), maria);
    const told = await Promise.all(phones.map((phone) => phone.send("/p/time", { freed: "1" })));
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ["another place", { locationName: "North" }],
    ["another kind of visit", { visitType: "New patient" }],
    ["a visit that is sooner anyway", { start: "2026-06-04T15:00:00.000Z" }],
  ])("is not offered to who waits for %s", async (_, visit) => {
    const world = await waiting(["ana", "eva"], { ana: visit });
    await world.giveUp();
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    expect(textTo(world, "ana")).not.toContain("an earlier time");
    expect(textTo(world, "eva")).toContain("an earlier time");
  });

  it("is not offered to who left the list", async () => {
    const world = await waiting(["ana"]);
    // One text a day: the first was the one by which she joined.
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    const phone = world.browser();
    await phone.send(linkIn(await again(world, world.ids.ana as string)), maria);
    await phone.send("/p/visit", { wait: "no" });
    expect(await world.onList()).toEqual([]);
    await world.giveUp();
    await world.advanceTo("2026-06-03T15:00:00.000Z");
    expect(textTo(world, "ana")).not.toContain("an earlier time");
  });

  it("is not offered within four hours: nobody could come", async () => {
    const world = await waiting(["ana"]);
    await world.advanceTo("2026-06-05T11:00:00.000Z");
    await world.giveUp();
    await world.advanceTo("2026-06-05T16:00:00.000Z");
    expect(textTo(world, "ana")).not.toContain("an earlier time");
  });

  it("moves on when it is moved, not only when it is cancelled", async () => {
    const world = await waiting(["ana"]);
    await world.book(world.ids.leo as string, { ...place, start: "2026-06-20T15:00:00.000Z" });
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    expect(textTo(world, "ana")).toContain("an earlier time");
  });

  it("is no longer shown when nobody could come any more", async () => {
    const world = await waiting(["ana"]);
    await world.giveUp();
    await world.advanceTo("2026-06-02T15:00:00.000Z");
    const path = linkIn(textTo(world, "ana"));
    await world.advanceTo("2026-06-05T11:00:00.000Z");
    const phone = world.browser();
    expect((await phone.send(path, maria)).text).not.toContain("An earlier time is free");
    expect((await phone.send("/p/time", { freed: "1" })).status).toBe(409);
  });

  describe("that more than five would like", () => {
    const crowd = ["ana", "ben", "eva", "fay", "gus", "hal", "ida"];

    it("is offered to the next five an hour later", async () => {
      const world = await waiting(crowd);
      await world.advanceTo("2026-06-02T15:00:00.000Z");
      await world.giveUp();
      const told = () => crowd.filter((name) => textTo(world, name).includes("an earlier time"));
      expect(told()).toEqual(["ana", "ben", "eva", "fay", "gus"]);
      await world.advanceTo("2026-06-02T15:59:59.000Z");
      expect(told()).toHaveLength(5);
      await world.advanceTo("2026-06-02T16:00:00.000Z");
      expect(told()).toEqual(crowd);
      const last = world.browser();
      await last.send(linkIn(textTo(world, "ida")), maria);
      expect((await last.send("/p/time", { freed: "1" })).status).toBe(200);
    });

    it("is offered to nobody more once somebody has it", async () => {
      const world = await waiting(crowd);
      await world.advanceTo("2026-06-02T15:00:00.000Z");
      await world.giveUp();
      const first = world.browser();
      await first.send(linkIn(textTo(world, "ben")), maria);
      await first.send("/p/time", { freed: "1" });
      await world.advanceTo("2026-06-03T18:00:00.000Z");
      for (const name of ["hal", "ida"]) expect(textTo(world, name)).not.toContain("an earlier time");
      const [withdrawn] = (await world.outreaches(world.ids.hal as string)).filter(
        ({ template }) => template.id === "earlier-time",
      );
      expect(withdrawn).toMatchObject({ status: "cancelled", reason: "offer-withdrawn" });
    });

    it("is not offered to who left the list before their wave", async () => {
      const world = await waiting(crowd);
      const phone = world.browser();
      await world.advanceTo("2026-06-02T15:00:00.000Z");
      const path = linkIn(await again(world, world.ids.hal as string));
      await world.giveUp();
      await phone.send(path, maria);
      await phone.send("/p/visit", { wait: "no" });
      await world.advanceTo("2026-06-03T18:00:00.000Z");
      expect(textTo(world, "hal")).not.toContain("an earlier time");
      expect(textTo(world, "ida")).toContain("an earlier time");
    });
  });
});
