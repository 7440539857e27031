import { describe, expect, it } from "vitest";
import type { OutreachStatus } from "#lib/domain/outreach/outreach.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { aTuesday, later } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

const by = { actor: { type: "staff" as const, id: "desk" }, reason: "mistake" };
const cancel = async (d: Awaited<ReturnType<typeof delivery>>) =>
  (await cancelOutreach(d.ports(), d.first.id, by)).answer;

describe("cancelling a message", () => {
  it("means that it does not leave, and may be asked twice", async () => {
    const d = await delivery();
    expect([await cancel(d), await cancel(d)]).toEqual(["cancelled", "cancelled"]);
    expect(await d.trigger()).toBe("nothing_to_do");
    expect(await d.outreach()).toMatchObject({ status: "cancelled", reason: "mistake" });
    expect(d.sent).toEqual([]);
  });

  it("is too late while it is on its way", async () => {
    const answers: string[] = [];
    const d = await delivery({
      answer: async () => {
        answers.push(await cancel(d));
        return { outcome: "accepted", providerId: "p" };
      },
    });
    expect(await d.trigger()).toBe("sent");
    expect(answers).toEqual(["too_late"]);
  });

  it("is not too late for one that was throttled and waits, and gives its budget back", async () => {
    const d = await delivery({
      answer: async () => ({ outcome: "throttled", code: "Rate", retryAfterSeconds: 5 }),
    });
    await d.trigger();
    expect(await cancel(d)).toBe("cancelled");
    d.clock.at = later(aTuesday, 5_000);
    expect(await d.trigger()).toBe("nothing_to_do");
    expect((await d.reach()).budget.dayUsed).toBe(0);
  });

  it.each<OutreachStatus>(["sent", "delivered", "unknown", "suppressed", "failed"])(
    "is too late for one that is %s",
    async (status) => {
      expect(await cancel(await delivery({ outreach: { status } }))).toBe("too_late");
    },
  );

  it("of twenty cancellations and deliveries at once gives one end", async () => {
    const d = await delivery();
    const ends = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? cancel(d) : d.trigger())));
    const cancelled = ends.includes("cancelled");
    expect(d.sent.length).toBe(cancelled ? 0 : 1);
    expect((await d.outreach()).status).toBe(cancelled ? "cancelled" : "sent");
  });

  it("of nothing is refused", async () => {
    const d = await delivery();
    await expect(cancelOutreach(d.ports(), `${d.first.id}x`, by)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
