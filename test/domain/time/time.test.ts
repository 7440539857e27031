import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import moment from "moment-timezone";
import { describe, expect, it } from "vitest";
import { daysOf, epochOf, instantOf, plusMs } from "#lib/domain/time/instant.ts";
import {
  atLocalTime,
  isZone,
  localDay,
  localParts,
  localWeek,
  nextLocalTime,
  nextTransition,
  offsetMinutes,
  toInstant,
  zoneDataVersion,
} from "#lib/domain/time/time.ts";
import zoneData from "#lib/domain/time/zone-data.json" with { type: "json" };
import { describeWithSharedData, sharedJson, sharedLines } from "#test/support/shared-data.ts";
import { changedSince2026c, cutZoneData, namedVersion } from "#test/support/zone-data.ts";

const newYork = "America/New_York";
const hour = 3_600_000;
const iso = (text: string | number): string => new Date(text).toISOString();

const moments = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.getTime()),
  fc.integer({ min: Date.UTC(2000), max: Date.UTC(2050) }),
  fc.constantFrom(
    0,
    ...[-1, 9, 10, 99, 100, 999, 9_999, 10_000],
    0.5,
    1e12 + 0.7,
    Date.UTC(9999, 11, 31, 23, 59, 59, 999),
    Date.UTC(10_000),
    -8.64e15,
    8.64e15,
  ),
);

describe("reading an instant", () => {
  it("reads what Date reads, of any moment there is", () => {
    fc.assert(
      fc.property(moments, (ms) => void expect(epochOf(iso(ms))).toBe(Date.parse(iso(ms)))),
      { numRuns: 1000 },
    );
  });

  it("counts every day of four hundred years as Date does, leap days among them", () => {
    const days = Array.from({ length: 146_097 }, (_, i) => i + Date.UTC(1800) / 86_400_000);
    expect(days.filter((n) => daysOf(iso(n * 86_400_000)) !== n)).toEqual([]);
  });

  it.each([
    "2026-06-01T13:00:00-0400",
    "2026-06-01T13:00:00+00:00",
    "2026-06-01T13:00:00Z",
    "2026-06-01T13:00:00+0000",
    "next week",
  ])("leaves %s, which is in another form, to Date", (text) => expect(epochOf(text)).toBe(Date.parse(text)));
});

describe("writing an instant", () => {
  it("writes what Date writes, of any moment there is", () => {
    fc.assert(
      fc.property(moments, (ms) => void expect(instantOf(ms)).toBe(iso(ms))),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["later, over a year's end", "2026-12-31T23:59:59.999Z", 1, "2027-01-01T00:00:00.000Z"],
    ["earlier", "2026-03-01T00:00:00.000Z", -1, "2026-02-28T23:59:59.999Z"],
    [
      "of a whole instant where the number is none",
      "2026-03-01T00:00:00.000Z",
      0.9,
      "2026-03-01T00:00:00.000Z",
    ],
  ])("names one so many ms %s", (_, at, ms, expected) => expect(plusMs(at, ms)).toBe(expected));

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])("refuses %s, as Date does", (ms) => {
    expect(() => instantOf(ms)).toThrow(RangeError);
  });
});

describe("the pinned zone data", () => {
  it("is the release that the installed moment-timezone names, cut the way the generator cuts it", () => {
    expect(zoneDataVersion).toBe(namedVersion());
    expect(zoneData).toEqual(cutZoneData());
  });

  it("has every zone of moment-timezone with the same offsets around every clock change of 2000 to 2050", () => {
    const [from, to] = [Date.UTC(2000), Date.UTC(2051)];
    const differing = moment.tz.names().flatMap((name) => {
      const zone = moment.tz.zone(name);
      const edges = (zone?.untils ?? []).filter((u): u is number => u !== null && u > from && u < to);
      return [from, ...edges.flatMap((u) => [u - 1, u]), to - 1]
        .filter((at) => offsetMinutes(name, at) !== -(zone?.utcOffset(at) ?? Number.NaN) + 0)
        .map((at) => `${name} ${iso(at)}`);
    });
    expect(differing).toEqual([]);
  });

  it.each([
    ["America/New_York", true],
    ["US/Eastern", true],
    ["Etc/UTC", true],
    ["UTC", true],
    ["America/new_york", false],
    ["EST5EDT4", false],
    ["", false],
    ["constructor", false],
  ])("knows whether %j is a zone: %s", (name, known) => expect(isZone(name)).toBe(known));

  it("refuses to reckon in a zone that is none", () => {
    expect(() => offsetMinutes("Mars/Olympus", 0)).toThrow(RangeError);
  });

  it("keeps the first offset before 2000 and the last after 2050", () => {
    expect(offsetMinutes(newYork, Date.UTC(1985, 6, 1))).toBe(-300);
    expect(offsetMinutes(newYork, Date.UTC(2050, 6, 1))).toBe(-240);
    expect(offsetMinutes(newYork, Date.UTC(2080, 6, 1))).toBe(-300);
    expect(nextTransition(newYork, Date.UTC(2051, 0, 1))).toBe(Number.POSITIVE_INFINITY);
  });

  it("does not depend on the machine's own zone", () => {
    const script = `
      const { addDuration } = await import(process.argv[1]);
      const { localParts, localWeek, toInstant } = await import(process.argv[2]);
      const out = [];
      for (let day = 0; day < 800; day++) {
        const at = new Date(Date.UTC(2025, 0, 1, 7, 30) + day * 86400000).toISOString();
        const { date } = localParts(at, "${newYork}");
        out.push(date, localWeek(at, "${newYork}"), toInstant(date, "02:30", "${newYork}"), addDuration(at, "P1M", "${newYork}"));
      }
      console.log(JSON.stringify(out));`;
    const files = ["duration", "time"].map((name) =>
      fileURLToPath(import.meta.resolve(`#lib/domain/time/${name}.ts`)),
    );
    const under = (TZ: string): string =>
      execFileSync(process.execPath, ["--input-type=module", "-e", script, ...files], {
        env: { ...process.env, TZ, NODE_OPTIONS: "" },
        encoding: "utf8",
      });
    expect(under("Pacific/Apia")).toBe(under("UTC"));
    expect(under("America/Los_Angeles")).toBe(under("UTC"));
  });
});

describe("wall clocks", () => {
  it("reads date, time, minutes and weekday there", () => {
    expect(localParts("2026-06-01T03:05:59.999Z", newYork)).toEqual({
      date: "2026-05-31",
      time: "23:05",
      minutes: 1385,
      weekday: 0,
    });
    expect(localDay("2026-06-01T03:05:00.000Z", newYork)).toBe("2026-05-31");
  });

  it.each([
    ["a plain morning", "2026-06-01", "09:00", "2026-06-01T13:00:00.000Z"],
    ["a skipped hour moves on by the gap", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
    ["an hour that comes twice is the first", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
  ])("finds the instant: %s", (_why, date, time, instant) => {
    expect(toInstant(date, time, newYork)).toBe(instant);
  });

  it("passes a whole day that was skipped", () => {
    expect(toInstant("2011-12-30", "09:00", "Pacific/Apia")).toBe(
      toInstant("2011-12-31", "09:00", "Pacific/Apia"),
    );
  });

  it.each([
    ["2026-01-01T12:00:00.000Z", "2026-W01"],
    ["2027-01-03T12:00:00.000Z", "2026-W53"],
    ["2024-12-30T12:00:00.000Z", "2025-W01"],
    ["2026-06-07T23:00:00.000Z", "2026-W23"],
    ["2026-06-08T03:59:00.000Z", "2026-W23"],
    ["2026-06-08T04:00:00.000Z", "2026-W24"],
  ])("counts %s to ISO week %s in New York", (at, week) => expect(localWeek(at, newYork)).toBe(week));

  it("names the next time of day, never the present one", () => {
    expect(nextLocalTime("2026-06-01T13:00:00.000Z", "09:00", newYork)).toBe("2026-06-02T13:00:00.000Z");
    expect(nextLocalTime("2026-06-01T12:59:59.999Z", "09:00", newYork)).toBe("2026-06-01T13:00:00.000Z");
    expect(() => nextLocalTime("2026-06-01T13:00:00.000Z", "09:00", newYork, [])).toThrow(RangeError);
  });

  it.each([
    ["today's, which is past: in a week", [1], "2026-06-08T13:00:00.000Z"],
    ["yesterday's: in six days", [0], "2026-06-07T13:00:00.000Z"],
    ["the nearer of two", [5, 3], "2026-06-03T13:00:00.000Z"],
  ])("names the next time of day on a weekday: %s", (_which, weekdays, next) => {
    expect(nextLocalTime("2026-06-01T13:00:00.000Z", "09:00", newYork, weekdays)).toBe(next);
  });

  it.each([
    ["late in its evening, which is tomorrow in UTC", "2026-06-02T03:30:00.000Z", "2026-06-01T13:00:00.000Z"],
    ["at that very time", "2026-06-01T13:00:00.000Z", "2026-06-01T13:00:00.000Z"],
    ["on a day that began in winter time", "2026-03-08T05:30:00.000Z", "2026-03-08T13:00:00.000Z"],
  ])("names a time of day on the local day of a moment: %s", (_when, at, there) => {
    expect(atLocalTime(Date.parse(at), "09:00", newYork)).toBe(there);
  });
});

describe("for any instant in any zone", () => {
  const zone = fc.constantFrom(...moment.tz.names());
  const instant = fc
    .integer({ min: Date.UTC(2000, 0, 3) / 60_000, max: Date.UTC(2050) / 60_000 })
    .map((m) => iso(m * 60_000));

  it("local parts lead back to it, or to the first of two that look alike", () => {
    fc.assert(
      fc.property(zone, instant, (z, at) => {
        const local = localParts(at, z);
        const back = toInstant(local.date, local.time, z);
        expect(back <= at).toBe(true);
        expect(localParts(back, z)).toEqual(local);
        const changed = offsetMinutes(z, Date.parse(back)) !== offsetMinutes(z, Date.parse(at));
        expect(back === at || changed).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

type Probe = { zone: string; local: string; compatible: string };
type Day = { zone: string; day: string; startOfDay: string; hoursInDay: number };
type Transition = { utc: string; before: number; after: number };
type Next = {
  now: string;
  tz: string;
  hour: number;
  minute: number;
  allowedDaysOfWeek: number[] | null;
  expectedWholeHours: number;
};

describeWithSharedData("equals zic and Temporal (04-time)", () => {
  const disagreeing = <T extends { zone: string }>(rows: T[], agrees: (row: T) => boolean): T[] => {
    expect(rows.length).toBeGreaterThan(0);
    return rows.filter((row) => !agrees(row) && !changedSince2026c.has(row.zone));
  };

  it("on local times", () => {
    const rows = sharedLines<Probe>("04-time/local-to-utc.ndjson");
    const agrees = (r: Probe) =>
      toInstant(r.local.slice(0, 10), r.local.slice(11), r.zone) === iso(r.compatible);
    expect(disagreeing(rows, agrees)).toEqual([]);
  });

  it("on the length of days", () => {
    const rows = sharedLines<Day>("04-time/hours-in-day.ndjson");
    const startOf = (day: string, zone: string) => Date.parse(toInstant(day, "00:00", zone));
    const agrees = (r: Day) => {
      const tomorrow = iso(Date.parse(r.day) + 24 * hour).slice(0, 10);
      const start = startOf(r.day, r.zone);
      return start === Date.parse(r.startOfDay) && startOf(tomorrow, r.zone) - start === r.hoursInDay * hour;
    };
    expect(disagreeing(rows, agrees)).toEqual([]);
  });

  it("on every clock change from 2006 to 2037, with none besides", () => {
    const { zones } = sharedJson<{ zones: Record<string, Transition[]> }>(
      "04-time/tz-transitions-2006-2037.json",
    );
    for (const [zone, changes] of Object.entries(zones)) {
      const found: Transition[] = [];
      let at = nextTransition(zone, Date.UTC(2006) - 1);
      for (; at < Date.UTC(2038); at = nextTransition(zone, at)) {
        found.push({ utc: iso(at), before: offsetMinutes(zone, at - 1), after: offsetMinutes(zone, at) });
      }
      const expected = changes.map(({ utc, before, after }) => ({ utc: iso(utc), before, after }));
      expect({ zone, changes: found }).toEqual({ zone, changes: expected });
    }
  });

  it("on dittofeed's next local times, but for its weekday, which it takes from UTC and not from Tokyo", () => {
    const { cases } = sharedJson<{ cases: Next[] }>("04-time/next-local-time-dittofeed.json");
    const n2 = (n: number) => String(n).padStart(2, "0");
    const differing = cases.flatMap((c) => {
      const next = nextLocalTime(
        c.now,
        `${n2(c.hour)}:${n2(c.minute)}`,
        c.tz,
        c.allowedDaysOfWeek ?? undefined,
      );
      const wholeHours = Math.trunc((Date.parse(next) - Date.parse(c.now)) / hour);
      return wholeHours === c.expectedWholeHours ? [] : [{ c, next }];
    });
    expect(
      differing.map(({ c, next }) => [c.tz, c.allowedDaysOfWeek, localParts(next, c.tz).weekday]),
    ).toEqual([["Asia/Tokyo", [4], 4]]);
  });
});
