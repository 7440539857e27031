import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attempt, Outreach } from "#lib/domain/outreach/outreach.ts";
import { applyReceipt, receiptStatus, receipts, type Told } from "#lib/domain/outreach/receipts.ts";
import { worseHealth } from "#lib/domain/patient/health.ts";
import type { Health } from "#lib/domain/patient/patient.ts";

const at = "2026-11-22T15:00:00.000Z";

const attempt = (n: number, more: Partial<Attempt> = {}): Attempt => ({
  n,
  channel: "sms",
  addressId: `cp-${n}`,
  at,
  outcome: "accepted",
  ...more,
});

const outreach = (more: Partial<Outreach> = {}): Outreach => ({
  id: "out_0123456789abcdefghjkmnpqrs_direct_0123456789",
  patientId: "pat_0123456789abcdefghjkmnpqrs",
  purpose: "care",
  category: "appointments",
  template: { id: "reminder", version: 1 },
  privacy: "limited",
  plan: ["sms", "email"],
  channel: "sms",
  status: "sent",
  reason: "accepted",
  dueAt: at,
  attempts: [attempt(1)],
  decisions: [],
  plannedAt: at,
  ...more,
});

const told = (receipt: string, n = 1): Told => ({
  attempt: n,
  channel: "sms",
  receipt,
  providerId: `p-${n}`,
});

const applyAll = (start: Outreach, all: Told[]): Outreach =>
  all.reduce((o, receipt) => applyReceipt(o, receipt).outreach, start);

describe("one receipt", () => {
  it.each([
    ["accepted", "sent", "accepted"],
    ["delayed", "sent", "delayed"],
    ["carrier-silent", "sent", "carrier_silent"],
    ["soft-bounce", "undelivered", "soft_bounce"],
    ["hard-bounce", "undelivered", "hard_bounce"],
    ["delivered", "delivered", "delivered"],
    ["complaint", "delivered", "complaint"],
  ])("%s makes a sent outreach %s because %s", (receipt, status, reason) => {
    expect(applyReceipt(outreach(), told(receipt)).outreach).toMatchObject({ status, reason });
  });

  it.each([
    ["accepted", "sent"],
    ["delivered", "delivered"],
    ["invalid-address", "undelivered"],
  ])("%s settles an unknown end as %s, for it proves that the message left", (receipt, status) => {
    const unknown = outreach({ status: "unknown", attempts: [attempt(1, { outcome: "unknown" })] });
    const applied = applyReceipt(unknown, told(receipt));
    expect(applied).toMatchObject({ changed: true, type: `outreach.${status}` });
    expect(applied.outreach.attempts[0]).toMatchObject({ outcome: "accepted", addressId: "cp-1" });
  });

  it("stands in for an attempt whose sender died before it wrote", () => {
    const { outreach: next } = applyReceipt(outreach({ status: "planned", attempts: [] }), told("delivered"));
    expect(next).toMatchObject({
      status: "delivered",
      attempts: [{ n: 1, outcome: "accepted", providerId: "p-1" }],
    });
  });

  it("is not news the second time", () => {
    const once = applyReceipt(outreach(), told("delivered")).outreach;
    expect(applyReceipt(once, told("delivered"))).toEqual({ outreach: once, changed: false });
  });

  it("of a name nobody knows changes nothing", () => {
    expect(applyReceipt(outreach(), told("toString"))).toEqual({ outreach: outreach(), changed: false });
  });

  it("that failed does not take back a delivery, but the address is marked", () => {
    const applied = applyReceipt(applyAll(outreach(), [told("delivered")]), told("hard-bounce"));
    expect(applied).toMatchObject({ changed: false, outreach: { status: "delivered" } });
    expect(applied.health).toEqual({ channel: "sms", addressId: "cp-1", health: "bounced" });
  });

  it("of a refused way does not disturb the outreach that went on to another channel", () => {
    const rerouted = outreach({ status: "planned", channel: "email", reason: "soft_bounce" });
    const late = applyReceipt(rerouted, told("hard-bounce"));
    expect(late).toMatchObject({ changed: true, type: "outreach.receipt", outreach: { status: "planned" } });
  });

  it("of delivery stops the copy that was planned on another channel", () => {
    const rerouted = outreach({ status: "planned", channel: "email" });
    expect(applyReceipt(rerouted, told("delivered")).outreach.status).toBe("delivered");
  });
});

describe("the table of receipts", () => {
  const rank = Object.keys(receipts);

  it.each([
    ["accepted", "delayed"],
    ["delayed", "soft-bounce"],
    ["carrier-silent", "unreachable"],
    ["soft-bounce", "hard-bounce"],
    ["hard-bounce", "delivered"],
    ["delivered", "complaint"],
  ])("ranks %s below %s", (lower, higher) => {
    expect(rank.indexOf(lower)).toBeLessThan(rank.indexOf(higher));
  });

  it("knows what of a message each of its own says, and nothing of any other", () => {
    expect(Object.entries(receipts).every(([name, { status }]) => receiptStatus(name) === status)).toBe(true);
    expect([receiptStatus("toString"), receiptStatus(undefined)]).toEqual([undefined, undefined]);
  });

  it("gives every row a reason of its own", () => {
    expect(new Set(Object.values(receipts).map((r) => r.reason)).size).toBe(rank.length);
  });
});

describe("any receipts, in any order and number", () => {
  const anyTold = fc.record({
    receipt: fc.constantFrom(...Object.keys(receipts)),
    attempt: fc.integer({ min: 1, max: 3 }),
  });
  const starts = [
    outreach(),
    outreach({ status: "planned", attempts: [] }),
    outreach({ status: "planned", channel: "email" }),
    outreach({ status: "unknown", attempts: [attempt(1, { outcome: "unknown" })] }),
    outreach({ status: "failed", attempts: [attempt(1, { outcome: "refused" })] }),
    outreach({ attempts: [attempt(1), attempt(2)] }),
    outreach({ attempts: [attempt(1), attempt(2, { outcome: "refused" })] }),
  ];
  const shuffled = fc.array(anyTold, { minLength: 1, maxLength: 8 }).chain((set) =>
    fc.tuple(
      fc.constant(set),
      fc
        .array(fc.constantFrom(...set), { maxLength: 8 })
        .chain((repeats) =>
          fc.shuffledSubarray([...set, ...repeats], { minLength: set.length + repeats.length }),
        ),
    ),
  );

  it("end in the same outreach", () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), shuffled, (start, [set, order]) => {
        const all = (list: typeof set) =>
          applyAll(
            start,
            list.map((t) => told(t.receipt, t.attempt)),
          );
        expect(all(order)).toEqual(all(set));
      }),
      { numRuns: 2_000 },
    );
  });

  it("mark the address alike", () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), shuffled, (start, [set, order]) => {
        const marked = (list: typeof set) => {
          let o = start;
          const health = new Map<string, Health>();
          for (const t of list) {
            const applied = applyReceipt(o, told(t.receipt, t.attempt));
            o = applied.outreach;
            const mark = applied.health;
            if (mark)
              health.set(`${t.attempt}`, worseHealth(health.get(`${t.attempt}`) ?? "ok", mark.health));
          }
          return [...health].sort();
        };
        expect(marked(order)).toEqual(marked(set));
      }),
    );
  });

  it("never take a delivery back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), shuffled, (start, [set]) => {
        const after = applyAll(
          applyReceipt(start, told("delivered")).outreach,
          set.map((t) => told(t.receipt, t.attempt)),
        );
        expect(after.status).toBe("delivered");
      }),
    );
  });
});
