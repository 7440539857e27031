import { describe, expect, it } from "vitest";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import { isMetered, keepsItsPlace, slotOf } from "#lib/domain/outreach/metered.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { anOutreach, aSituation, aTuesday, hours, later, zone } from "#test/support/builders.ts";

const cases: [string, Partial<Outreach>, boolean][] = [
  ["care", { purpose: "care" }, true],
  ["operations", { purpose: "operations" }, true],
  ["marketing", { purpose: "marketing" }, true],
  ["safety", { purpose: "safety" }, false],
  ["an answer to the patient's message", { inReplyTo: "msg_1" }, false],
  ["the confirmation of a STOP", { purpose: "operations", confirmsStop: true }, false],
];

describe("hours and budget", () => {
  it.each(cases)("of %s: metered is %s", (_, more, expected) => {
    expect(isMetered(anOutreach(more))).toBe(expected);
  });

  it.each(cases)("are asked by the gate of %s as they are counted by its claim", (_, more) => {
    const outreach = anOutreach(more);
    const now = later(aTuesday, hours(-9));
    const situation = aSituation({ outreach, now });
    const { reason } = gate({ ...gateFacts(situation, "sms"), consent: "granted" });
    expect(reason === "quiet_hours").toBe(slotOf(outreach, now, zone) !== undefined);
  });

  it("are those of the patient's own day and week", () => {
    const justAfterMidnightUtc = "2026-06-08T01:00:00.000Z";
    expect(slotOf(anOutreach(), justAfterMidnightUtc, zone)).toEqual({ day: "2026-06-07", week: "2026-W23" });
  });
});

it.each([
  ["care that waits for its hour", {}, hours(2), true],
  ["operations", { purpose: "operations" }, hours(2), true],
  ["care that leaves within a quarter of an hour", {}, hours(0.25), false],
  ["marketing", { purpose: "marketing" }, hours(2), false],
  ["safety, which needs none", { purpose: "safety" }, hours(2), false],
  ["an answer, which needs none", { inReplyTo: "msg_1" }, hours(2), false],
  ["what has left", { status: "sent" }, hours(2), false],
] as const)("a place is kept for %s: %s", (_, more, ms, expected) => {
  expect(keepsItsPlace(anOutreach({ ...more, dueAt: later(aTuesday, ms) }), aTuesday)).toBe(expected);
});
