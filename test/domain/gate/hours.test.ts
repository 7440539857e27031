import { describe, expect, it } from "vitest";
import { hoursFacts, hoursOf, opening } from "#lib/domain/gate/hours.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { toInstant } from "#lib/domain/time/time.ts";
import type { Purpose } from "#lib/domain/words.ts";
import { anOutreach, aPolicy, aReach, aSituation, zone } from "#test/support/builders.ts";

const at = (time: string, date = "2026-06-02"): string => toInstant(date, time, zone);
const shut = { from: "09:00", to: "09:00" };
const never = { week: { ...aPolicy().hours, weekday: shut, saturday: shut, sunday: shut }, own: undefined };
const smeared = aPolicy({ smearMinutes: 60 });
const facts = (more: Partial<Situation>) => {
  const s = aSituation(more);
  return hoursFacts(s, hoursOf(s, "sms", undefined));
};

describe("the hours of one message", () => {
  it("let it leave at once while they are open, and spread only what waited for the opening", () => {
    for (const time of ["09:00", "12:00", "19:59"])
      expect(facts({ now: at(time), policy: smeared }).openAt).toBe(at(time));
    const waited = facts({ now: at("06:00"), policy: smeared }).openAt;
    expect(waited > at("09:00") && waited < at("10:00")).toBe(true);
  });

  it("are the customer's and the patient's own where there is no channel yet", () => {
    const own = { from: "10:00", to: "12:00" };
    const s = aSituation({ reach: aReach({ hours: own }) });
    expect(hoursOf(s, undefined, undefined)).toEqual({ week: aPolicy().hours, own });
  });

  it.each<[Purpose, boolean]>([
    ["safety", false],
    ["care", false],
    ["operations", true],
    ["marketing", true],
  ])("drop what the policy lets not wait, and never safety: %s", (purpose, drops) => {
    const policy = aPolicy({ whenClosed: { operations: "drop", marketing: "drop", care: "hold" } });
    expect(facts({ outreach: anOutreach({ purpose }), policy }).dropWhenClosed).toBe(drops);
  });

  it("that never open say so, and name no moment to wait for", () => {
    const s = aSituation();
    expect(hoursFacts(s, never)).toEqual({ openAt: s.now, neverOpen: true, dropWhenClosed: false });
    expect(facts({}).neverOpen).toBe(false);
  });
});

describe("the opening of a later day", () => {
  const hours = { week: aPolicy().hours, own: undefined };
  it.each([
    ["the next day's", 1, at("09:00", "2026-06-03")],
    ["over a Sunday and its closed hours, Monday's", 6, at("09:00", "2026-06-08")],
  ])("is %s, on the patient's own clock", (_, ahead, opens) => {
    expect(opening(aSituation({ now: at("23:30") }), hours, ahead)).toBe(opens);
  });

  it("is that day's beginning where the hours never open", () => {
    expect(opening(aSituation(), never, 1)).toBe(at("00:00", "2026-06-03"));
  });
});
