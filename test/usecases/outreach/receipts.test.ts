import { describe, expect, it } from "vitest";
import type { Receipt } from "#lib/ports.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { aTuesday, later, patientId } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

const staff = { type: "staff", id: "anna" } as const;

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

  it("that marketing is not wanted revokes it on that channel once, and a later consent stands", async () => {
    const { d, say } = await sent();
    const declined = () => say("marketing-declined", { channel: "whatsapp" });
    await declined();
    const { consents } = await d.reach();
    expect(consents["marketing:whatsapp:*"]).toEqual({ granted: false, at: aTuesday });
    const [entry] = (await d.records.list({ kind: "consent", of: "patient", patientId })).items;
    expect(entry?.data).toMatchObject({ state: "revoked", source: "provider", by: { type: "provider" } });
    const again = { patientId, purpose: "marketing", channel: "whatsapp", state: "granted" } as const;
    const since = later(aTuesday, 60_000);
    await recordConsent(d.ports(), { ...again, source: "form", at: since }, { actor: staff });
    await declined();
    expect((await d.reach()).consents["marketing:whatsapp:*"]).toMatchObject({ granted: true, at: since });
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
