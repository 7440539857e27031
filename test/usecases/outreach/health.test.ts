import { describe, expect, it } from "vitest";
import { recordHealth } from "#lib/usecases/outreach/health.ts";
import { patientId } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";

describe("health", () => {
  it("only gets worse, and takes no write where it is known", async () => {
    const d = await delivery();
    const what = { patientId, addressId: "cp-sms" };
    await recordHealth(d.ports(), { ...what, health: "landline" });
    d.records.drain();
    await recordHealth(d.ports(), { ...what, health: "invalid" });
    await recordHealth(d.ports(), { ...what, health: "landline" });
    await recordHealth(d.ports(), { patientId, addressId: "cp-gone", health: "invalid" });
    expect(d.records.drain()).toEqual([]);
    expect((await d.reach()).addresses[0]?.health).toBe("landline");
  });
});
