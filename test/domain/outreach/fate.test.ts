import { describe, expect, it } from "vitest";
import type { Decision } from "#lib/domain/gate/decision.ts";
import { afterAttempt, afterRouting, stepEvent } from "#lib/domain/outreach/fate.ts";
import type { Attempt, Outreach } from "#lib/domain/outreach/outreach.ts";
import { anEvent, anOutreach, aTuesday, later } from "#test/support/builders.ts";

const decision = (more: Partial<Decision> = {}): Decision => ({
  at: aTuesday,
  verdict: "drop",
  reason: "opted_out",
  facts: {},
  ...more,
});
const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  n: 1,
  channel: "sms",
  addressId: "cp-sms",
  at: aTuesday,
  outcome: "accepted",
  ...more,
});
const refused = attempt({ outcome: "refused", code: "landline" });
const throttled = attempt({ outcome: "throttled", code: "Rate" });
const retryAt = later(aTuesday, 10_000);

describe("what the gate's answer makes of an outreach", () => {
  it.each([
    [
      "held",
      { go: "hold", until: retryAt } as const,
      { status: "held", dueAt: retryAt, reason: "opted_out" },
    ],
    [
      "rerouted",
      { go: "reroute", channel: "email" } as const,
      { status: "planned", channel: "email", dueAt: aTuesday },
    ],
    ["suppressed", { go: "drop" } as const, { status: "suppressed", reason: "opted_out" }],
  ])("%s", (type, how, expected) => {
    const step = afterRouting(anOutreach(), { ...how, decision: decision() }, aTuesday);
    expect([step.type, step.reason]).toEqual([`outreach.${type}`, "opted_out"]);
    expect(step.outreach).toMatchObject({ ...expected, decisions: [decision()] });
  });

  it("calls what was cancelled cancelled", () => {
    const step = afterRouting(
      anOutreach(),
      { go: "drop", decision: decision({ reason: "cancelled" }) },
      aTuesday,
    );
    expect([step.type, step.outreach.status]).toEqual(["outreach.cancelled", "cancelled"]);
  });

  it("keeps the last six decisions", () => {
    let o: Outreach = anOutreach();
    for (let i = 0; i < 9; i++)
      o = afterRouting(
        o,
        { go: "hold", until: retryAt, decision: decision({ at: later(aTuesday, i) }) },
        aTuesday,
      ).outreach;
    expect(o.decisions.map((d) => d.at)).toEqual([3, 4, 5, 6, 7, 8].map((i) => later(aTuesday, i)));
  });
});

describe("what a provider's answer makes of it", () => {
  it.each<[string, Attempt, Parameters<typeof afterAttempt>[2], string, Partial<Outreach>]>([
    ["accepted", attempt(), {}, "outreach.sent", { status: "sent", reason: "accepted" }],
    [
      "no answer",
      attempt({ outcome: "unknown" }),
      {},
      "outreach.unknown",
      { status: "unknown", reason: "no_answer" },
    ],
    ["refused", refused, {}, "outreach.failed", { status: "failed", reason: "landline" }],
    [
      "refused, another channel",
      refused,
      { next: "email" },
      "outreach.rerouted",
      { status: "planned", channel: "email" },
    ],
    [
      "throttled",
      throttled,
      { retryAt },
      "outreach.held",
      { status: "held", reason: "throttled", dueAt: retryAt },
    ],
    [
      "throttled for the twelfth time",
      { ...throttled, n: 12 },
      { retryAt },
      "outreach.failed",
      { status: "failed", reason: "throttled" },
    ],
  ])("%s", (_, one, then, type, expected) => {
    const step = afterAttempt(anOutreach(), one, then);
    expect(step.type).toBe(type);
    expect(step.reason ?? step.outreach.reason).toBe(step.outreach.reason);
    expect(step.outreach).toMatchObject(expected);
    expect(step.outreach.attempts).toEqual([one]);
  });

  it("leaves standing what a quicker receipt said", () => {
    const told = anOutreach({
      status: "delivered",
      attempts: [attempt({ outcome: "accepted", receipt: "delivered" })],
    });
    const { outreach } = afterAttempt(told, attempt({ providerId: "p" }), {});
    expect(outreach.status).toBe("delivered");
    expect(outreach.attempts).toEqual([attempt({ providerId: "p", receipt: "delivered" })]);
  });

  it.each([
    ["took it", attempt({ n: 2, channel: "email" }), "outreach.sent"],
    ["did not answer", attempt({ n: 2, channel: "email", outcome: "unknown" }), "outreach.receipt"],
    [
      "refused it",
      attempt({ n: 2, channel: "email", outcome: "refused", code: "content" }),
      "outreach.receipt",
    ],
  ])("stays delivered where the channel after a silent one %s", (_, second, type) => {
    const silent = anOutreach({ attempts: [attempt({ receipt: "delivered" })] });
    const step = afterAttempt(silent, second, {});
    expect([step.type, step.outreach.status]).toEqual([type, "delivered"]);
    expect(step.outreach.attempts).toHaveLength(2);
  });

  it("settles what was given up as lost, where the sender was only slow", () => {
    const lost = anOutreach({ status: "unknown", attempts: [attempt({ outcome: "unknown" })] });
    expect(afterAttempt(lost, attempt({ providerId: "p" }), {}).outreach).toMatchObject({
      status: "sent",
      attempts: [attempt({ providerId: "p" })],
    });
  });
});

it("puts type and reason into the event", () => {
  const { type: _, ...by } = anEvent();
  expect(stepEvent({ outreach: anOutreach(), type: "outreach.held", reason: "x" }, by)).toEqual({
    ...by,
    type: "outreach.held",
    reason: "x",
  });
});
