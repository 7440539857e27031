import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicy, Policy } from "#lib/domain/policy/policy.ts";
import { nextAllowed } from "#lib/domain/time/hours.ts";
import { aTuesday, days, later, zone } from "#test/support/builders.ts";

const closed = { from: "09:00", to: "09:00" };
const week = (more: object) => ({ hours: { ...defaultPolicy.hours, ...more } });

describe("a policy", () => {
  it.each([
    [
      "is closed every day",
      week({ weekday: closed, saturday: closed, sunday: { from: "20:00", to: "12:00" } }),
    ],
    ["names no zone", { timeZone: "Mars/Olympus" }],
    ["has no hour", week({ weekday: { from: "9", to: "17:00" } })],
  ])("is refused that %s", (_, input) => {
    expect(Policy.safeParse(input).success).toBe(false);
  });

  it.each(["weekday", "saturday", "sunday"] as const)("may be closed on all days but %s", (day) => {
    const shut = { weekday: closed, saturday: closed, sunday: closed };
    const open = { [day]: defaultPolicy.hours.weekday };
    expect(Policy.safeParse(week({ ...shut, ...open })).success).toBe(true);
  });

  it("that was taken always opens some time, whatever the patient wishes", () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
    const span = fc.record({ from: time, to: time });
    fc.assert(
      fc.property(
        span,
        span,
        span,
        fc.constantFrom("closed", "open"),
        fc.option(span),
        fc.nat(730),
        (weekday, saturday, sunday, federalHolidays, own, day) => {
          const policy = Policy.safeParse({ hours: { weekday, saturday, sunday, federalHolidays } });
          if (!policy.success) return;
          const now = later(aTuesday, days(day));
          expect(nextAllowed(now, zone, policy.data.hours, own ?? undefined) >= now).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
