import { expect, it } from "vitest";
import { maySetAsideUntil, withOverrides } from "#lib/domain/reach/overrides.ts";
import type { Override } from "#lib/domain/reach/reach.ts";
import { aTuesday, days, later } from "#test/support/builders.ts";

const next = later(aTuesday, days(1));

it.each([
  ["in the next moment", 1, true],
  ["in seven days", days(7), true],
  ["after them", days(7) + 1, false],
  ["now", 0, false],
  ["before", -1, false],
])("a rule is set aside until %s (%i ms): %s", (_, ms, expected) =>
  expect(maySetAsideUntil(later(aTuesday, ms), aTuesday)).toBe(expected),
);

it("what is over falls away, and of the same rule for the same message the new one holds", () => {
  const forAll = { rule: "daily_budget", until: next } as const;
  const forOne = { ...forAll, outreachId: "out_1" };
  const over = { rule: "circuit_open", until: aTuesday } as const;
  const longer = { ...forAll, until: later(next, 1) };
  expect(withOverrides([forAll, forOne, over], [longer], aTuesday)).toEqual([forOne, longer]);
  expect(withOverrides(undefined, [forAll], aTuesday)).toEqual([forAll]);
});

it("several at once take the place of their own rules, and of no other", () => {
  const [day, week, circuit] = (["daily_budget", "weekly_budget", "circuit_open"] as const).map((rule) => ({
    rule,
    until: next,
  })) as [Override, Override, Override];
  const longer = [day, week].map((one) => ({ ...one, until: later(next, 1) }));
  expect(withOverrides([day, week, circuit], longer, aTuesday)).toEqual([circuit, ...longer]);
});
