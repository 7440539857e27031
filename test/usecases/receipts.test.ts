import { describe, expect, it } from "vitest";
import type { Receipt } from "#lib/ports.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { aTuesday, patientId } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

async function sent() {
  const d = await delivery();
  await d.trigger();
  const say = (receipt: string, more: Partial<Receipt> = {}) =>
    recordReceipt(d.ports(), {
      outreachId: d.first.id,
      attempt: 1,
      channel: "sms",
      receipt,
      at: aTuesday,
      ...more,
    });
  return { d, say };
}

describe("a receipt", () => {
  it("refines the fate, once, and never backwards", async () => {
    const { d, say } = await sent();
    const told: string[] = [];
    for (const receipt of ["carrier-accepted", "delivered", "delivered", "carrier-accepted", "unreachable"])
      told.push(await say(receipt));
    expect(told).toEqual(["applied", "applied", "known", "known", "known"]);
    expect((await d.outreach()).status).toBe("delivered");
  });

  it("of a dead address marks it on the patient and for the gate", async () => {
    const { d, say } = await sent();
    await say("invalid-address");
    expect((await d.outreach()).status).toBe("undelivered");
    expect((await d.reach()).addresses[0]?.health).toBe("invalid");
    expect((await d.records.get("patient", patientId))?.data.contactPoints[0]?.health).toBe("invalid");
  });

  it("of a sender that died settles the unknown, and knows the address by its channel", async () => {
    const d = await delivery();
    const receipt = {
      outreachId: d.first.id,
      attempt: 1,
      channel: "sms" as const,
      receipt: "landline",
      at: aTuesday,
    };
    expect(await recordReceipt(d.ports(), receipt)).toBe("applied");
    expect((await d.outreach()).status).toBe("undelivered");
    expect((await d.reach()).addresses[0]?.health).toBe("landline");
    expect(await d.trigger()).toBe("nothing_to_do");
  });

  it.each(["nonsense", "out_", "out_zz_direct_1"])("of %s is not ours", async (outreachId) => {
    const { say } = await sent();
    expect(await say("delivered", { outreachId })).toBe("not_ours");
  });

  it("of a message that is not there is not ours, and one of no known kind changes nothing", async () => {
    const { d, say } = await sent();
    expect(await say("delivered", { outreachId: `${d.first.id}x` })).toBe("not_ours");
    expect(await say("some-new-kind")).toBe("known");
  });

  it("may come twenty times at once", async () => {
    const { d, say } = await sent();
    const told = await Promise.all(Array.from({ length: 15 }, () => say("delivered")));
    expect(told.filter((t) => t === "applied")).toHaveLength(1);
    expect((await d.outreach()).status).toBe("delivered");
  });
});
