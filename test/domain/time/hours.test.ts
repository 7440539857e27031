import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { isAllowed, nextAllowed } from "#lib/domain/time/hours.ts";
import { localParts, toInstant } from "#lib/domain/time/time.ts";

const newYork = "America/New_York";
const hours = defaultPolicy.hours;
const at = (date: string, time: string, zone = newYork): string => toInstant(date, time, zone);
const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
const minute = 60_000;

describe("allowed hours", () => {
  it.each([
    ["at 5 am", "2026-06-01", "05:00", false],
    ["a minute before opening", "2026-06-01", "08:59", false],
    ["at opening", "2026-06-01", "09:00", true],
    ["in the last minute", "2026-06-01", "19:59", true],
    ["at closing", "2026-06-01", "20:00", false],
    ["on Saturday morning", "2026-06-06", "09:00", true],
    ["on Sunday morning", "2026-06-07", "11:59", false],
    ["on Sunday at noon", "2026-06-07", "12:00", true],
    ["on Independence Day", "2026-07-04", "12:00", false],
    ["on the Friday on which it is observed", "2026-07-03", "12:00", false],
  ])("%s: %s %s → %s", (_when, date, time, allowed) => {
    expect(isAllowed(at(date, time), newYork, hours)).toBe(allowed);
  });

  it("opens on holidays where the policy says so", () => {
    expect(isAllowed(at("2026-07-03", "12:00"), newYork, { ...hours, federalHolidays: "open" })).toBe(true);
  });

  it("goes by the recipient's clock, not by the sender's", () => {
    const nineInNewYork = at("2026-06-01", "09:00");
    expect(isAllowed(nineInNewYork, "America/Los_Angeles", hours)).toBe(false);
    expect(nextAllowed(nineInNewYork, "America/Los_Angeles", hours)).toBe(
      at("2026-06-01", "09:00", "America/Los_Angeles"),
    );
  });
});

describe("the next allowed instant", () => {
  it.each([
    ["now, where it is allowed", "2026-06-01", "10:07", "2026-06-01", "10:07"],
    ["this morning", "2026-06-01", "05:00", "2026-06-01", "09:00"],
    ["tomorrow", "2026-06-01", "20:00", "2026-06-02", "09:00"],
    ["Sunday noon", "2026-06-06", "20:00", "2026-06-07", "12:00"],
    ["after a long weekend", "2026-07-02", "20:00", "2026-07-05", "12:00"],
    ["over the spring change", "2026-03-07", "21:00", "2026-03-08", "12:00"],
    ["over the autumn change", "2026-10-31", "21:00", "2026-11-01", "12:00"],
  ])("is %s", (_why, date, time, thenDate, thenTime) => {
    expect(nextAllowed(at(date, time), newYork, hours)).toBe(at(thenDate, thenTime));
  });

  it("keeps the very instant it was asked for, seconds and all", () => {
    expect(nextAllowed("2026-06-01T14:00:12.345Z", newYork, hours)).toBe("2026-06-01T14:00:12.345Z");
    expect(nextAllowed("2026-06-01T12:59:59.999Z", newYork, hours)).toBe("2026-06-01T13:00:00.000Z");
  });

  it("never names a skipped hour and opens when the clocks have passed it", () => {
    const night = { from: "02:30", to: "04:00" };
    const open = { ...hours, weekday: night, saturday: night, sunday: night };
    expect(nextAllowed(at("2026-03-08", "01:00"), newYork, open)).toBe("2026-03-08T07:00:00.000Z");
  });

  it("uses an hour that comes twice both times", () => {
    const night = { from: "01:30", to: "01:45" };
    const open = { ...hours, weekday: night, saturday: night, sunday: night };
    expect(nextAllowed("2026-11-01T05:50:00.000Z", newYork, open)).toBe("2026-11-01T06:30:00.000Z");
  });

  it("is refused by a policy that never opens", () => {
    const shut = { from: "09:00", to: "09:00" };
    expect(() =>
      nextAllowed(at("2026-06-01", "10:00"), newYork, {
        ...hours,
        weekday: shut,
        saturday: shut,
        sunday: shut,
      }),
    ).toThrow(RangeError);
  });
});

describe("the patient's own window", () => {
  it.each([
    ["narrows the policy's", { from: "17:00", to: "19:00" }, "2026-06-01", "10:00", "2026-06-01", "17:00"],
    ["never widens it", { from: "06:00", to: "23:00" }, "2026-06-01", "06:30", "2026-06-01", "09:00"],
    [
      "may pass midnight, for who works at night",
      { from: "18:00", to: "10:00" },
      "2026-06-01",
      "10:00",
      "2026-06-01",
      "18:00",
    ],
    [
      "of a night passes it on both sides",
      { from: "18:00", to: "10:00" },
      "2026-06-01",
      "09:30",
      "2026-06-01",
      "09:30",
    ],
    ["may rule out a day", { from: "09:00", to: "11:00" }, "2026-06-06", "12:00", "2026-06-08", "09:00"],
    [
      "cannot rule out every day",
      { from: "21:00", to: "23:00" },
      "2026-06-01",
      "21:30",
      "2026-06-02",
      "09:00",
    ],
    ["of no length is none", { from: "09:00", to: "09:00" }, "2026-06-01", "05:00", "2026-06-01", "09:00"],
  ])("%s", (_why, own, date, time, thenDate, thenTime) => {
    expect(nextAllowed(at(date, time), newYork, hours, own)).toBe(at(thenDate, thenTime));
  });

  it.each([
    ["weekday", "2026-06-08"],
    ["saturday", "2026-06-06"],
    ["sunday", "2026-06-07"],
  ] as const)("may be met by the %s alone", (which, date) => {
    const short = { from: "09:00", to: "12:00" };
    const open = {
      ...hours,
      weekday: short,
      saturday: short,
      sunday: short,
      [which]: { from: "09:00", to: "17:00" },
    };
    const own = { from: "15:00", to: "16:00" };
    expect(nextAllowed(at("2026-06-05", "17:00"), newYork, open, own)).toBe(at(date, "15:00"));
  });
});

describe("for any zone, policy and wish", () => {
  const time = fc.integer({ min: 0, max: 1439 }).map((m) => new Date(m * minute).toISOString().slice(11, 16));
  const window = fc.record({ from: time, to: time });
  const open = fc
    .tuple(time, time)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
  const policy = fc.record({
    weekday: open,
    saturday: window,
    sunday: window,
    federalHolidays: fc.constantFrom("closed" as const, "open" as const),
  });
  const zone = fc.constantFrom(
    newYork,
    "America/Phoenix",
    "Pacific/Honolulu",
    "America/St_Johns",
    "America/Havana",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
  );
  const instant = fc
    .integer({ min: Date.UTC(2010), max: Date.UTC(2037) })
    .map((ms) => new Date(ms).toISOString());

  it("the next allowed instant is not before, is allowed, and none was before it", () => {
    fc.assert(
      fc.property(zone, instant, policy, fc.option(window, { nil: undefined }), (z, from, p, own) => {
        const next = nextAllowed(from, z, p, own);
        expect(next >= from).toBe(true);
        expect(isAllowed(next, z, p, own)).toBe(true);
        const wait = Date.parse(next) - Date.parse(from);
        if (wait > 0) expect(isAllowed(plus(next, -1), z, p, own)).toBe(false);
        for (let i = 0; i < 200; i++) {
          expect(wait > 0 && isAllowed(plus(from, (wait * i) / 200), z, p, own)).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("nothing is allowed outside the policy, whatever the patient wished", () => {
    fc.assert(
      fc.property(zone, instant, policy, window, (z, from, p, own) => {
        expect(!isAllowed(from, z, p, own) || isAllowed(from, z, p)).toBe(true);
      }),
    );
  });

  it("the default policy stays within 8 am to 9 pm of the recipient's day", () => {
    fc.assert(
      fc.property(zone, instant, fc.option(window, { nil: undefined }), (z, from, own) => {
        const { minutes } = localParts(nextAllowed(from, z, hours, own), z);
        expect(minutes >= 8 * 60 && minutes < 21 * 60).toBe(true);
      }),
    );
  });
});
