import { expect, it } from "vitest";
import { withStop } from "#lib/domain/reach/reach.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";
import { aReach } from "#test/support/builders.ts";
import { delivery, watched } from "#test/support/delivery.ts";
import { lagging, type Seen, without } from "#test/support/lagging.ts";

it.each<[string, Seen]>([
  ["was planned", without("outreach")],
  [
    "was freed by START",
    (record) =>
      record?.kind === "reach"
        ? { ...record, data: withStop(aReach(), ["cp-sms", "cp-email"], "all") }
        : record,
  ],
])("sends a message that %s a moment ago, though a replica does not know it yet", async (_what, seen) => {
  const { trigger, records, sent } = await delivery();
  expect(await trigger(undefined, "sms", lagging(records, seen))).toBe("sent");
  expect(sent).toHaveLength(1);
});

it("reads once where the first read says yes, for a message costs one read", async () => {
  const { trigger, records } = await delivery();
  const reads: (boolean | undefined)[] = [];
  const counting: Records = {
    ...watched(records, () => {}),
    getMany: (wanted, how) => {
      reads.push(how?.consistent);
      return records.getMany(wanted, how);
    },
  };
  expect(await trigger(undefined, "sms", counting)).toBe("sent");
  expect(reads).toEqual([false]);
});

it("writes what came of a call though something else changed the message meanwhile, and a replica knows nothing of it", async () => {
  let touched = false;
  const d = await delivery({
    answer: async () => {
      const at = await d.records.get("outreach", d.first.id);
      if (!touched && at) await d.records.save([{ ...at, expect: at.version }]);
      touched = true;
      return { outcome: "accepted", providerId: "p" };
    },
  });
  let called = false;
  const over = lagging(d.records, (record) => (called && record?.kind === "outreach" ? undefined : record));
  const asCalled: Records = {
    ...over,
    save: async (changes) => {
      await over.save(changes);
      called ||= changes[0]?.kind === "reach";
    },
  };
  expect(await d.trigger(d.first.id, "sms", asCalled)).toBe("sent");
  expect((await d.outreach()).attempts).toMatchObject([{ outcome: "accepted", providerId: "p" }]);
});

it("gives the budget back though a replica does not know that it was taken", async () => {
  const d = await delivery({
    outreach: { plan: ["sms"] },
    answer: async () => ({ outcome: "refused", code: "content", detail: "content" }),
  });
  const before = aReach();
  const seen: Seen = (record) => (record?.kind === "reach" ? { ...record, data: before } : record);
  expect(await d.trigger(d.first.id, "sms", lagging(d.records, seen))).toBe("failed");
  expect((await d.reach()).budget).toMatchObject({ dayUsed: 0, weekUsed: 0 });
  const refunds = d.records.drain().filter(({ after }) => after.event.reason === "budget_refund");
  expect(refunds.map(({ after: { event } }) => [event.type, event.cause])).toEqual([
    ["reach.updated", d.first.id],
  ]);
});

it("gives up on a conflict that does not end, and the queue tries again", async () => {
  const d = await delivery();
  const over: Records = {
    ...watched(d.records, () => {}),
    save: async () => {
      throw new VersionConflict("always");
    },
  };
  await expect(d.trigger(d.first.id, "sms", over)).rejects.toMatchObject({ code: "busy" });
  expect(d.sent).toEqual([]);
});
