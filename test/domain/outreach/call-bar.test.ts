import { describe, expect, it } from "vitest";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { callBar, isCallBar, mayBarCalls } from "#lib/domain/outreach/call-bar.ts";
import { withCancellation, withClaim } from "#lib/domain/reach/claims.ts";
import { type Reach, withHealth, withStop } from "#lib/domain/reach/reach.ts";
import type { PhoneCall } from "#lib/domain/task.ts";
import { anOutreach, aPolicy, aReach, aSituation, aTuesday } from "#test/support/builders.ts";

const number = "+12025550123";
const home: Reach["addresses"][number] = { id: "cp-home", channel: "voice", address: number, health: "ok" };
const cell = { ...home, id: "cp-cell", channel: "sms" as const };
const reach = aReach({ addresses: [home, cell] });
const call: PhoneCall = {
  ...{ outreachId: "out_1", attempt: 1, phone: number },
  ...{ speaks: "es", scriptLanguage: "en", script: "Ask Ana to book." },
};
const attempt = {
  n: 1,
  channel: "staff-call",
  addressId: "cp-cell",
  at: aTuesday,
  outcome: "accepted",
} as const;
const outreach = anOutreach({ channel: "staff-call", plan: ["staff-call"], attempts: [attempt] });

const barOf = (more: Partial<Situation> = {}) =>
  callBar(aSituation({ outreach, reach, policy: aPolicy({ channels: ["staff-call"] }), ...more }), call);
const changed = (more: Partial<Reach>) => ({ reach: { ...reach, ...more } });
const ofRun = (status: "active" | "paused" | "ended", reason?: string) => ({
  outreach: { ...outreach, enrollmentId: "enr_1" },
  enrollment: { status, ...(reason && { reason }) },
});

describe("a call on the worklist", () => {
  it.each<[string, Partial<Situation>, string | undefined]>([
    ["nothing has changed", {}, undefined],
    ["its number is stopped", { reach: withStop(reach, ["cp-cell"], "all") }, "opted_out"],
    ["a category of it is stopped", { reach: withStop(reach, ["cp-cell"], "appointments") }, "opted_out"],
    ["another category is stopped", { reach: withStop(reach, ["cp-cell"], "news") }, undefined],
    [
      "the number is a stranger's",
      { reach: withHealth(reach, { addressId: "cp-cell", health: "invalid" }) },
      "address_unhealthy",
    ],
    [
      "the number is a landline",
      { reach: withHealth(reach, { addressId: "cp-cell", health: "landline" }) },
      undefined,
    ],
    ["the number is now kept as a voice number alone", changed({ addresses: [home] }), undefined],
    ["the number is gone", changed({ addresses: [{ ...cell, address: "+12025550199" }] }), "address_changed"],
    ["the patient wants other addresses alone", changed({ confidential: ["cp-email"] }), "address_changed"],
    ["the topic was switched off", changed({ declined: ["appointments"] }), "topic_declined"],
    ["it was cancelled", changed({ cancelled: { [outreach.id]: aTuesday } }), "cancelled"],
    ["its campaign was stopped", { campaign: "stopped" }, "campaign_stopped"],
    ["its campaign is paused", { campaign: "paused" }, undefined],
    ["its run goes on", ofRun("active"), undefined],
    ["its run is paused", ofRun("paused"), "enrollment_not_active"],
    ["its run was stopped", ofRun("ended", "stopped"), "enrollment_not_active"],
    ["its run reached its last step", ofRun("ended", "end"), undefined],
    ["its hours are over, and the budget too", { now: "2026-06-03T08:00:00.000Z" }, undefined],
  ])("where %s", (_, more, bar) => {
    expect(barOf(more)).toBe(bar);
    if (bar) expect(isCallBar(bar)).toBe(true);
  });

  it("is made to the number that its own attempt used, of two that are written alike", () => {
    const stopped = withStop(reach, ["cp-cell"], "all");
    const both = [
      { ...attempt, addressId: "cp-home" },
      { ...attempt, n: 2 },
    ];
    const of = (n: number) =>
      callBar(
        aSituation({
          ...{ reach: stopped, policy: aPolicy({ channels: ["staff-call"] }) },
          outreach: { ...outreach, attempts: both },
        }),
        { ...call, attempt: n },
      );
    expect([of(1), of(2)]).toEqual([undefined, "opted_out"]);
  });

  it("is made to whichever of the patient's has that number, where its attempt was never written", () => {
    expect(barOf({ outreach: { ...outreach, attempts: [] } })).toBeUndefined();
  });

  it("is not closed for what holds a message only for a while", () => {
    for (const reason of ["quiet_hours", "daily_budget", "silent", "confirmed", undefined])
      expect(isCallBar(reason)).toBe(false);
  });
});

describe("a change of the reach item", () => {
  it.each<[string, Reach | undefined, Reach, boolean]>([
    ["its first version", undefined, reach, false],
    ["a claim", reach, withClaim(reach, "out_2", { n: 1, at: aTuesday }, undefined), false],
    ["a STOP", reach, withStop(reach, ["cp-cell"], "all"), true],
    ["a cancellation", reach, withCancellation(reach, outreach.id, 1, aTuesday) as Reach, true],
    ["a death", reach, { ...reach, who: { ...reach.who, deceased: true } }, true],
    ["a visit", reach, { ...reach, visits: { apt_1: { print: "x" } } }, true],
  ])("asks for the patient's calls where it can bar one: %s", (_, before, after, asks) => {
    expect(mayBarCalls(before, after)).toBe(asks);
  });
});
