import fc from "fast-check";
import moment from "moment-timezone";
import { describe, expect, it } from "vitest";
import { addDuration, durationMs } from "#lib/domain/time/duration.ts";
import { localParts, offsetMinutes } from "#lib/domain/time/time.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";
import { changedSince2026c } from "#test/support/zone-data.ts";

const newYork = "America/New_York";
const hour = 3_600_000;

describe("durations", () => {
  it.each([
    ["P2D", 48 * hour],
    ["-PT4H", -4 * hour],
    ["P1W", 168 * hour],
    ["P1DT1H1M1S", 25 * hour + 61_000],
  ])("%s is %i ms", (duration, ms) => expect(durationMs(duration)).toBe(ms));

  it.each(["P", "PT", "P1", "1D", "P1.5D", "P-1D", ""])("refuses %j", (text) => {
    expect(() => durationMs(text)).toThrow(RangeError);
    expect(() => addDuration("2026-06-01T13:00:00.000Z", text, newYork)).toThrow(RangeError);
  });

  it("has no fixed length for months and years, and adds them by the calendar", () => {
    expect(() => durationMs("P1M")).toThrow(RangeError);
    expect(addDuration("2026-01-31T14:00:00.000Z", "P1M", newYork)).toBe("2026-02-28T14:00:00.000Z");
    expect(addDuration("2024-02-29T14:00:00.000Z", "-P1Y", newYork)).toBe("2023-02-28T14:00:00.000Z");
  });

  it("keeps the wall time for days and the exact length for hours over a clock change", () => {
    expect(addDuration("2026-03-07T14:00:00.000Z", "P1D", newYork)).toBe("2026-03-08T13:00:00.000Z");
    expect(addDuration("2026-03-07T14:00:00.000Z", "PT24H", newYork)).toBe("2026-03-08T14:00:00.000Z");
    expect(addDuration("2026-03-08T13:00:00.000Z", "-P1D", newYork)).toBe("2026-03-07T14:00:00.000Z");
  });

  it("adds days first and hours after", () => {
    expect(addDuration("2026-03-07T06:30:00.000Z", "P1DT2H", newYork)).toBe("2026-03-08T08:30:00.000Z");
    expect(addDuration("2026-03-09T06:30:00.000Z", "-P1DT2H", newYork)).toBe("2026-03-08T05:30:00.000Z");
  });

  it("counts hours from the second of two hours that a clock shows alike, not from the first", () => {
    expect(addDuration("2026-11-01T06:30:00.000Z", "PT1H", newYork)).toBe("2026-11-01T07:30:00.000Z");
  });
});

describe("for any instant in any zone", () => {
  const zone = fc.constantFrom(...moment.tz.names());
  const instant = fc
    .integer({ min: Date.UTC(2000, 0, 3) / 60_000, max: Date.UTC(2050) / 60_000 })
    .map((m) => new Date(m * 60_000).toISOString());

  it("adding days keeps the wall time, unless that is skipped there", () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: -400, max: 400 }), (z, at, days) => {
        const there = addDuration(at, `${days < 0 ? "-" : ""}P${Math.abs(days)}D`, z);
        const skipped =
          Math.abs(offsetMinutes(z, Date.parse(there) - 26 * hour) - offsetMinutes(z, Date.parse(there))) > 0;
        expect(localParts(there, z).time === localParts(at, z).time || skipped).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("adding hours is exact and reversible", () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 10_000 }), (z, at, n) => {
        expect(addDuration(addDuration(at, `PT${n}H`, z), `-PT${n}H`, z)).toBe(at);
      }),
    );
  });
});

type Addition = { zone: string; start: string; add: string; result: string };

describeWithSharedData("equals Temporal (04-time)", () => {
  it("on durations", () => {
    const rows = sharedLines<Addition>("04-time/add-duration.ndjson");
    expect(rows.length).toBeGreaterThan(0);
    const agrees = (r: Addition) => addDuration(r.start, r.add, r.zone) === new Date(r.result).toISOString();
    expect(rows.filter((row) => !agrees(row) && !changedSince2026c.has(row.zone))).toEqual([]);
  });
});
