import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awayUntil } from "#lib/domain/time/care-hours.ts";
import { localParts } from "#lib/domain/time/time.ts";
import { aPolicy, days, later, zone } from "#test/support/builders.ts";

const day = { from: "08:00", to: "17:00" };
const shut = { from: "00:00", to: "00:00" };
const careHours = {
  weekday: day,
  saturday: shut,
  sunday: shut,
  federalHolidays: "closed" as const,
  closedOn: ["2026-07-02"],
};
const nurses = { ...careHours, saturday: day };
const policy = aPolicy({ careHours, queueHours: { nurses }, timeZone: zone });
const until = (at: string, queue = "front-desk") => awayUntil(policy, queue, at);

describe("the care team's hours", () => {
  it.each([
    ["while it is there", "2026-06-02T14:00:00.000Z", undefined],
    ["in the evening", "2026-06-02T21:00:00.000Z", "2026-06-03T12:00:00.000Z"],
    ["on a Friday night", "2026-06-05T23:00:00.000Z", "2026-06-08T12:00:00.000Z"],
    [
      "before its own holiday, a federal one and a weekend",
      "2026-07-01T22:00:00.000Z",
      "2026-07-06T12:00:00.000Z",
    ],
  ])("%s", (_, at, answer) => {
    expect(until(at)).toBe(answer);
  });

  it("may be a queue's own", () => {
    expect(until("2026-06-05T23:00:00.000Z", "nurses")).toBe("2026-06-06T12:00:00.000Z");
  });

  it("may have no holidays of their own", () => {
    const { closedOn: _, ...always } = careHours;
    const at = (instant: string) =>
      awayUntil(aPolicy({ careHours: always, timeZone: zone }), "front-desk", instant);
    expect(at("2026-07-02T14:00:00.000Z")).toBeUndefined();
    expect(at("2026-07-01T22:00:00.000Z")).toBe("2026-07-02T12:00:00.000Z");
  });

  it("say of nobody that they are away where the customer never said when they are there", () => {
    expect(awayUntil(aPolicy(), "front-desk", "2026-06-05T03:00:00.000Z")).toBeUndefined();
  });

  it("name one instant for all of a closed period, at which it is open", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), (minutes) => {
        const at = later("2026-01-01T05:00:00.000Z", minutes * 60_000);
        const back = until(at);
        if (!back) return;
        expect(until(back)).toBeUndefined();
        const { time, weekday, date } = localParts(back, zone);
        expect([time, [1, 2, 3, 4, 5].includes(weekday), date === "2026-07-02"]).toEqual([
          "08:00",
          true,
          false,
        ]);
        const half = new Date((Date.parse(at) + Date.parse(back)) / 2).toISOString();
        expect(until(half)).toBe(back);
        expect(Date.parse(back) - Date.parse(at)).toBeLessThan(days(6));
      }),
    );
  });
});
