import { describe, expect, it } from "vitest";
import { nextOccurrence, recurrenceFault } from "#lib/domain/campaign/calendar.ts";
import { describeWithSharedData, sharedJson } from "#test/support/shared-data.ts";

const at9 = (rrule: string, startDate: string, zone = "America/New_York") => ({
  rrule,
  startDate,
  time: "09:00",
  zone,
});

describe("a campaign's calendar", () => {
  it.each([
    [
      "each Monday",
      at9("FREQ=WEEKLY;BYDAY=MO", "2026-06-01"),
      "2026-06-02T00:00:00.000Z",
      "2026-06-08T13:00:00.000Z",
    ],
    [
      "the same day, later",
      at9("FREQ=DAILY", "2026-06-01"),
      "2026-06-02T12:59:00.000Z",
      "2026-06-02T13:00:00.000Z",
    ],
    [
      "strictly after",
      at9("FREQ=DAILY", "2026-06-01"),
      "2026-06-02T13:00:00.000Z",
      "2026-06-03T13:00:00.000Z",
    ],
    [
      "at the same wall time in winter",
      at9("FREQ=DAILY", "2026-10-30"),
      "2026-11-01T13:00:00.000Z",
      "2026-11-01T14:00:00.000Z",
    ],
    [
      "the last Friday",
      at9("FREQ=MONTHLY;BYDAY=-1FR", "2026-06-01"),
      "2026-06-02T00:00:00.000Z",
      "2026-06-26T13:00:00.000Z",
    ],
    ["never again", at9("FREQ=DAILY;COUNT=2", "2026-06-01"), "2026-06-02T13:00:00.000Z", undefined],
    [
      "from its beginning",
      at9("FREQ=DAILY", "2027-01-01"),
      "2026-06-02T13:00:00.000Z",
      "2027-01-01T14:00:00.000Z",
    ],
  ])("%s", (_, recurrence, after, expected) => {
    expect(nextOccurrence(recurrence, after)).toBe(expected);
  });

  it.each([
    ["FREQ=SECONDLY", "not daily, weekly, monthly or yearly"],
    ["FREQ=HOURLY", "not daily, weekly, monthly or yearly"],
    ["INTERVAL=2", "not daily, weekly, monthly or yearly"],
    ["", "not daily, weekly, monthly or yearly"],
    ["FREQ=DAILY;BYHOUR=9", "the time of day is said beside the rule"],
    ["FREQ=YEARLY;BYWEEKNO=20", "week numbers are not taken"],
    ["FREQ=DAILY;NONSENSE=1", "not an RRULE"],
  ])("does not take %j and says why", (rule, why) => {
    expect(recurrenceFault(rule)).toContain(why);
  });
});

type Vector = {
  comment: string;
  rrule: string;
  dtstart: string;
  startAt: string | null;
  instances: string[];
};

describeWithSharedData("equals libical (04-time)", () => {
  it("on every rule of the grain that campaigns take", () => {
    const vectors = sharedJson<Vector[]>("04-time/rrule-libical.json").filter(
      ({ rrule, startAt, dtstart }) =>
        recurrenceFault(rrule) === undefined && startAt === null && dtstart.includes("T"),
    );
    expect(vectors.length).toBeGreaterThan(20);
    const day = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
    const differing = vectors.filter(({ rrule, dtstart, instances }) => {
      const time = `${dtstart.slice(9, 11)}:${dtstart.slice(11, 13)}`;
      const recurrence = { rrule, startDate: day(dtstart), time, zone: "UTC" };
      let at: string | undefined = new Date(Date.parse(`${day(dtstart)}T${time}:00Z`) - 1).toISOString();
      const expected = instances.slice(0, 30).map((i) => `${day(i)}T${time}:00.000Z`);
      const found: string[] = [];
      for (let n = 0; n < expected.length && at; n++) {
        at = nextOccurrence(recurrence, at);
        if (at) found.push(at);
      }
      return JSON.stringify(found) !== JSON.stringify(expected);
    });
    expect(differing.map(({ comment, rrule }) => `${comment}: ${rrule}`)).toEqual([]);
  });
});
