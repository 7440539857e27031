import { describe, expect, it } from "vitest";
import { budgetFacts } from "#lib/domain/gate/budget.ts";
import { hoursOf } from "#lib/domain/gate/hours.ts";
import { withWaiting } from "#lib/domain/reach/claims.ts";
import { toInstant } from "#lib/domain/time/time.ts";
import {
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTuesday,
  hours,
  later,
  zone,
} from "#test/support/builders.ts";

const at = (time: string, date: string): string => toInstant(date, time, zone);
const tomorrow = at("09:00", "2026-06-03");
const monday = at("09:00", "2026-06-08");
const caps = { dayCap: 3, weekCap: 6 };

/** Of one for operations, so much being used, and so many of care waiting for this day. */
function facts(day: number, week: number, waiting: number, rank = 1) {
  const budget = { day: "2026-06-02", dayUsed: day, week: "2026-W23", weekUsed: week };
  const reach = Array.from({ length: waiting }, (_, i) => `out_care${i}`).reduce(
    (all, id) => withWaiting(all, id, { at: later(aTuesday, hours(1)), rank }, aTuesday),
    aReach({ budget }),
  );
  const situation = aSituation({
    outreach: anOutreach({ purpose: "operations" }),
    policy: aPolicy({ budget: { perDay: 3, perWeek: 6 }, reserved: {} }),
    reach,
  });
  return budgetFacts(situation, hoursOf(situation, "sms", undefined));
}

describe("what of the day and the week is left", () => {
  it("is told with its caps, and nothing resets while there is room", () => {
    expect(facts(2, 5, 0)).toEqual({ dayUsed: 2, weekUsed: 5, ...caps });
  });

  it("is nothing once the cap is reached, until the next opening of the day or the week", () => {
    expect(facts(3, 5, 0)).toEqual({ dayUsed: 3, weekUsed: 5, ...caps, dayResets: tomorrow });
    expect(facts(0, 6, 0)).toEqual({ dayUsed: 0, weekUsed: 6, ...caps, weekResets: monday });
  });
});

describe("slots that a higher class waits for", () => {
  it.each<[string, [number, number, number], string | undefined]>([
    ["the last of the week is kept until Monday", [0, 5, 1], monday],
    ["the last but one of the week is free", [0, 4, 1], undefined],
    ["the last two of the week are kept for two", [0, 4, 2], monday],
    ["the last of the day is kept until tomorrow", [2, 2, 1], tomorrow],
    ["the last but one of the day is free", [1, 2, 1], undefined],
    ["all of the day are kept for as many", [0, 0, 3], tomorrow],
  ])("%s", (_, [day, week, waiting], until) => {
    expect(facts(day, week, waiting).displacedUntil).toBe(until);
  });

  it("are not kept for what ranks no higher: there it is the budget alone that holds", () => {
    expect(facts(3, 6, 1, 2)).toEqual({
      ...{ dayUsed: 3, weekUsed: 6, ...caps },
      ...{ dayResets: tomorrow, weekResets: monday },
    });
  });
});
