import { describe, expect, it } from "vitest";
import { withStop } from "#lib/domain/reach/reach.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import {
  anEvent,
  aReach,
  aTask,
  aTuesday,
  days,
  hours,
  later,
  patientId,
  taskId,
} from "#test/support/builders.ts";
import { type Delivery, delivery, type Given } from "#test/support/delivery.ts";
import { aWorld } from "#test/support/world.ts";

const clocks = { sms: "PT4H" } as const;
const ask = async (given: Given = {}): Promise<Delivery> => {
  const d = await delivery({ ...given, outreach: { clocks, taskId, ...given.outreach } });
  const task = aTask();
  await d.records.save([{ kind: "patientTask", id: task.id, expect: 0, data: task, event: anEvent() }]);
  await d.trigger();
  d.clock.at = later(aTuesday, hours(4));
  return d;
};
const answered = (d: Delivery) =>
  d.records.save([
    {
      kind: "patientTask",
      id: taskId,
      expect: 1,
      data: aTask({ status: "done", answer: "confirmed" }),
      event: anEvent(),
    },
  ]);

describe("a channel that is silent for its time", () => {
  it("is followed by the next one, which takes no second slot of the budget", async () => {
    const d = await ask();
    expect((await d.outreach()).fallbackAt).toBe(later(aTuesday, hours(4)));
    expect(await d.trigger()).toBe("planned");
    expect(await d.outreach()).toMatchObject({ channel: "email", reason: "silent" });
    expect(await d.trigger(d.first.id, "email")).toBe("sent");
    expect(d.sent.map((e) => e.channel)).toEqual(["sms", "email"]);
    expect((await d.reach()).budget.dayUsed).toBe(1);
    expect(await d.outreach()).not.toHaveProperty("fallbackAt");
  });

  it("is followed by one message however often it fires", async () => {
    const d = await ask();
    await Promise.all([d.trigger(), d.trigger(), d.trigger()]);
    await Promise.all([d.trigger(d.first.id, "email"), d.trigger(d.first.id, "email"), d.trigger()]);
    expect(d.sent.map((e) => e.channel)).toEqual(["sms", "email"]);
  });

  it("is left alone before its time, and where the patient has answered", async () => {
    const d = await ask();
    d.clock.at = later(aTuesday, hours(4) - 1);
    expect(await d.trigger()).toBe("nothing_to_do");
    await answered(d);
    d.clock.at = later(aTuesday, hours(4));
    expect(await d.trigger()).toBe("sent");
    expect(d.sent).toHaveLength(1);
    expect(await d.outreach()).not.toHaveProperty("fallbackAt");
  });

  it("has been heard by a receipt where nothing was asked", async () => {
    const d = await delivery({ outreach: { clocks } });
    await d.trigger();
    const { ports } = d;
    await recordReceipt(ports(), {
      outreachId: d.first.id,
      attempt: 1,
      channel: "sms",
      receipt: "delivered",
      at: aTuesday,
    });
    d.clock.at = later(aTuesday, hours(4));
    expect(await d.trigger()).toBe("delivered");
    expect(d.sent).toHaveLength(1);
  });

  it("never begins where the outcome is not known", async () => {
    const d = await ask({ answer: async () => Promise.reject(new Error("timeout")) });
    expect(await d.outreach()).toMatchObject({ status: "unknown" });
    expect(await d.trigger()).toBe("nothing_to_do");
    expect(d.sent).toHaveLength(1);
  });

  it("stays sent where no other channel may carry it", async () => {
    const d = await ask({ reach: withStop(aReach(), ["cp-email"], "all") });
    expect(await d.trigger()).toBe("sent");
    expect(await d.outreach()).toMatchObject({ status: "sent", channel: "sms" });
  });

  it("stays sent where the next channel was barred after all", async () => {
    const d = await ask();
    await d.trigger();
    const reach = await d.records.get("reach", patientId);
    await d.records.save([
      {
        kind: "reach",
        id: patientId,
        expect: reach?.version ?? 0,
        data: withStop(await d.reach(), ["cp-email"], "all"),
        event: anEvent(),
      },
    ]);
    expect(await d.trigger(d.first.id, "email")).toBe("sent");
    expect(await d.outreach()).toMatchObject({ status: "sent", channel: "sms", reason: "opted_out" });
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });

  it.each([
    ["before its clock runs out", 0],
    ["once it waits for the next channel", 1],
  ])("is followed by nothing where it is cancelled %s, and too late for what left", async (_, fired) => {
    const d = await ask();
    for (let i = 0; i < fired; i++) await d.trigger();
    const by = { actor: { type: "client" as const, id: "partner" }, reason: "patient-request" };
    expect((await cancelOutreach(d.ports(), d.first.id, by)).answer).toBe("too_late");
    expect(await d.outreach()).toMatchObject({ status: "sent", channel: "sms" });
    await d.trigger();
    await d.trigger(d.first.id, "email");
    expect(d.sent).toHaveLength(1);
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });

  it("is told by the schedule, over the whole system, as the policy says", async () => {
    const world = await aWorld({ policy: { fallbackAfter: { sms: "PT4H" } } });
    const maria = await world.patient("maria");
    await world.book(maria);
    await world.advanceTo("2026-06-09T15:30:00.000Z");
    expect(world.left().map((e) => e.channel)).toEqual(["sms"]);
    await world.advanceTo("2026-06-09T19:30:00.000Z");
    expect(world.left().map((e) => e.channel)).toEqual(["sms", "email"]);
    expect((await world.outreaches(maria)).map((o) => o.attempts.length)).toContain(2);
  });

  it("has no clock on the last channel of its plan", async () => {
    const d = await ask({ outreach: { plan: ["sms"] } });
    expect(await d.outreach()).not.toHaveProperty("fallbackAt");
    d.clock.at = later(aTuesday, days(1));
    expect(await d.trigger()).toBe("nothing_to_do");
  });
});
