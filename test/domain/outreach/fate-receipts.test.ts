import { expect, it } from "vitest";
import { afterAttempt } from "#lib/domain/outreach/fate.ts";
import type { Attempt } from "#lib/domain/outreach/outreach.ts";
import { anOutreach, aTuesday } from "#test/support/builders.ts";

const attempt = (n: number, more: Partial<Attempt> = {}): Attempt => ({
  n,
  channel: "sms",
  addressId: "cp-sms",
  at: aTuesday,
  outcome: "accepted",
  ...more,
});

it("keeps what a receipt said with the attempt it was about", () => {
  const first = attempt(1, { outcome: "throttled", receipt: "carrier-silent" });
  const { outreach } = afterAttempt(anOutreach({ attempts: [first] }), attempt(2), {});
  expect(outreach.attempts.map((a) => [a.n, a.receipt])).toEqual([
    [1, "carrier-silent"],
    [2, undefined],
  ]);
});

it("says that it was sent once the slow sender comes back, and nothing where its call failed", () => {
  const lost = anOutreach({ status: "unknown", reason: "sender_lost", attempts: [] });
  expect(afterAttempt(lost, attempt(1), {})).toMatchObject({
    outreach: { status: "sent", reason: "accepted" },
    type: "outreach.sent",
  });
  const { outreach } = afterAttempt(lost, attempt(1, { outcome: "unknown" }), {});
  expect(outreach).toMatchObject({ status: "unknown", reason: "sender_lost" });
});
