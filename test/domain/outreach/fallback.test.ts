import { describe, expect, it } from "vitest";
import type { Decision } from "#lib/domain/gate/decision.ts";
import { afterAttempt, afterRouting, afterSilence, withoutFallback } from "#lib/domain/outreach/fate.ts";
import type { Attempt, Outreach } from "#lib/domain/outreach/outreach.ts";
import { anOutreach, aTuesday, hours, later } from "#test/support/builders.ts";

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  ...{ n: 1, channel: "sms", addressId: "cp-sms", at: aTuesday, outcome: "accepted" },
  ...more,
});
const second = attempt({ n: 2, channel: "email", addressId: "cp-email" });
const clocks = { sms: "PT4H", email: "P1D" };
const fallbackAt = later(aTuesday, hours(4));
/** A text was taken, and its silence runs out in four hours. */
const silent = (more: Partial<Outreach> = {}) =>
  anOutreach({ status: "sent", reason: "accepted", clocks, fallbackAt, attempts: [attempt()], ...more });

describe("the clock of a channel's silence", () => {
  it.each<[string, Partial<Outreach>, Attempt, string | undefined]>([
    ["runs from when the provider took it", { clocks }, attempt(), fallbackAt],
    [
      "is not set on the last channel of the plan",
      { clocks, channel: "email" },
      { ...second, n: 1 },
      undefined,
    ],
    ["is not set on a channel that has none", { clocks: { email: "P1D" } }, attempt(), undefined],
    ["is not set where there is none at all", {}, attempt(), undefined],
    ["is not set by an end that nobody knows", { clocks }, attempt({ outcome: "unknown" }), undefined],
  ])("%s", (_, more, one, runsOut) => {
    expect(afterAttempt(anOutreach(more), one, {}).outreach.fallbackAt).toBe(runsOut);
  });
});

describe("once it has run out", () => {
  const now = fallbackAt;
  it("the next channel is tried at once", () => {
    const step = afterSilence(silent(), { heard: false, next: "email" }, now);
    const { fallbackAt: _, ...rest } = silent();
    expect(step).toStrictEqual({
      outreach: { ...rest, status: "planned", channel: "email", reason: "silent", dueAt: now },
      type: "outreach.rerouted",
      reason: "silent",
    });
  });

  it.each([
    ["was heard meanwhile", { heard: true, next: "email" as const }, "heard"],
    ["was heard, and there is no other channel", { heard: true, next: undefined }, "heard"],
    ["can be carried by no other", { heard: false, next: undefined }, "no_other_channel"],
  ])("nothing more is tried of one that %s, and its fate stays", (_, then, reason) => {
    const { fallbackAt: __, ...rest } = silent();
    expect(afterSilence(silent(), then, now)).toStrictEqual({
      outreach: rest,
      type: "outreach.receipt",
      reason,
    });
  });
});

describe("what has left by one channel, and shall by no other", () => {
  const planned = (...attempts: Attempt[]) =>
    silent({ status: "planned", channel: "email", reason: "silent", attempts });

  it.each<[string, Attempt[], Partial<Outreach>]>([
    ["was taken", [attempt()], { status: "sent", channel: "sms" }],
    ["arrived", [attempt({ receipt: "delivered" })], { status: "delivered", channel: "sms" }],
    ["failed", [attempt({ receipt: "unreachable" })], { status: "undelivered", channel: "sms" }],
    ["came to what nobody knows by name", [attempt({ receipt: "?" })], { status: "sent", channel: "sms" }],
    [
      "was taken twice, and the first arrived",
      [attempt({ receipt: "read" }), second],
      { status: "delivered", channel: "sms" },
    ],
    ["was taken twice", [attempt(), second], { status: "sent", channel: "email" }],
    [
      "was refused on the next channel",
      [attempt(), { ...second, outcome: "refused" }],
      { status: "sent", channel: "sms" },
    ],
  ])("has the fate of the channel by which it %s", (_, attempts, fate) => {
    const step = withoutFallback(planned(...attempts), "confirmed");
    expect([step.type, step.reason]).toEqual(["outreach.receipt", "confirmed"]);
    expect(step.outreach).toMatchObject({ ...fate, reason: "confirmed", attempts });
    expect(step.outreach).not.toHaveProperty("fallbackAt");
  });

  it("keeps its fate and the reason of it where that is known already", () => {
    const { fallbackAt: _, ...rest } = silent();
    expect(withoutFallback(silent(), "confirmed")).toStrictEqual({
      outreach: rest,
      type: "outreach.receipt",
      reason: "confirmed",
    });
  });

  it.each(["opted_out", "cancelled"] as const)(
    "is not unsent by a gate that says %s of the next",
    (reason) => {
      const decision: Decision = { at: aTuesday, verdict: "drop", reason, facts: {} };
      const step = afterRouting(planned(attempt()), { go: "drop", decision }, aTuesday);
      expect(step).toMatchObject({ type: "outreach.receipt", reason });
      expect(step.outreach).toMatchObject({ status: "sent", channel: "sms", reason, decisions: [decision] });
    },
  );

  it("is not failed by the refusal of the next", () => {
    const refused: Attempt = { ...second, outcome: "refused", code: "address_invalid" };
    const step = afterAttempt(planned(attempt()), refused, {});
    expect(step).toMatchObject({ type: "outreach.receipt", outreach: { status: "sent", channel: "sms" } });
  });
});

it("calls a refusal without a code what it is, be there another channel or not", () => {
  const refused = attempt({ outcome: "refused" });
  expect(afterAttempt(anOutreach(), refused, {}).outreach.reason).toBe("refused");
  expect(afterAttempt(anOutreach(), refused, { next: "email" }).outreach.reason).toBe("refused");
});

it("is sent, for whoever hears of it, also where a receipt was quicker", () => {
  const told = anOutreach({ status: "delivered", attempts: [attempt({ receipt: "delivered" })] });
  expect(afterAttempt(told, attempt(), {}).type).toBe("outreach.sent");
});
