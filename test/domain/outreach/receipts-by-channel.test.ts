import { describe, expect, it } from "vitest";
import type { Attempt, Outreach } from "#lib/domain/outreach/outreach.ts";
import { applyReceipt, type Told } from "#lib/domain/outreach/receipts.ts";
import { anOutreach, aTuesday } from "#test/support/builders.ts";

const attempt = (n: number, more: Partial<Attempt> = {}): Attempt => ({
  ...{ n, channel: "sms", addressId: `cp-${n}`, at: aTuesday, outcome: "accepted" },
  ...more,
});
const outreach = (more: Partial<Outreach> = {}) =>
  anOutreach({ status: "sent", reason: "accepted", attempts: [attempt(1)], ...more });
const told = (receipt: string, n = 1): Told => ({ attempt: n, channel: "sms", receipt });

describe("of a message that went by several channels, a receipt", () => {
  it("stands in for the attempt whose sender died before it wrote", () => {
    const rerouted = outreach({ status: "planned", channel: "email", reason: "silent" });
    expect(applyReceipt(rerouted, told("accepted", 2)).outreach).toMatchObject({
      status: "sent",
      attempts: [{ n: 1 }, { n: 2, outcome: "accepted" }],
    });
  });

  it("of the way that took it makes its fate, where the next one refused it", () => {
    const attempts = [attempt(1), attempt(2, { channel: "email", outcome: "refused" })];
    const applied = applyReceipt(outreach({ reason: "address_invalid", attempts }), told("unreachable"));
    expect(applied).toMatchObject({
      type: "outreach.undelivered",
      outreach: { status: "undelivered", reason: "unreachable" },
    });
  });

  it("of an attempt that nobody recorded changes nothing where a later one was refused and it is planned again", () => {
    const rerouted = outreach({
      status: "planned",
      reason: "landline",
      attempts: [attempt(2, { outcome: "refused" })],
    });
    expect(applyReceipt(rerouted, told("unreachable", 1))).toMatchObject({
      type: "outreach.receipt",
      outreach: { status: "planned", reason: "landline" },
    });
  });

  it("of an earlier way leaves the fate to the later one, be it heard of or not", () => {
    const silent = outreach({ attempts: [attempt(1), attempt(2, { channel: "email" })] });
    expect(applyReceipt(silent, told("soft-bounce"))).toMatchObject({
      type: "outreach.receipt",
      outreach: { status: "sent", reason: "accepted" },
    });
    const lost = [attempt(1), attempt(2, { outcome: "unknown" })];
    expect(applyReceipt(outreach({ status: "unknown", attempts: lost }), told("accepted"))).toMatchObject({
      type: "outreach.receipt",
      outreach: { status: "unknown" },
    });
  });

  it("of two that arrived tells the one that says most, whichever way it went", () => {
    const both = outreach({ attempts: [attempt(1), attempt(2)] });
    const heard = (o: Outreach, receipt: string, n: number) => applyReceipt(o, told(receipt, n)).outreach;
    expect(heard(heard(both, "read", 1), "delivered", 2).reason).toBe("read");
    expect(heard(heard(both, "delivered", 1), "read", 2).reason).toBe("read");
  });

  it("does not make of a refusal what was accepted", () => {
    const refused = outreach({ status: "failed", attempts: [attempt(1, { outcome: "refused" })] });
    expect(applyReceipt(refused, told("delayed")).outreach).toMatchObject({
      status: "failed",
      attempts: [{ outcome: "refused", receipt: "delayed" }],
    });
  });

  it("marks no address where the sender died before it wrote which", () => {
    const applied = applyReceipt(outreach({ status: "planned", attempts: [] }), told("hard-bounce"));
    expect(applied.health).toStrictEqual({ channel: "sms", health: "bounced" });
  });
});
