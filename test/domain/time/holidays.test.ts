import { describe, expect, it } from "vitest";
import { holidaysOf, isFederalHoliday } from "#lib/domain/time/holidays.ts";

const asked = (year: number): string[] =>
  Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10)).filter(
    (date) => date.startsWith(String(year)) && isFederalHoliday(date),
  );

describe("federal holidays", () => {
  // Dates as the Office of Personnel Management publishes them; both the day and its observance are quiet.
  it.each([
    [2020, "01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25"],
    [2021, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"],
    [2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26"],
    [2023, "01-01 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-11 11-23 12-25"],
    [2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"],
    [2027, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"],
  ])("of %i", (year, expected) => {
    const dates = expected.split(" ").map((date) => `${year}-${date}`);
    const told = [...holidaysOf(year)].filter((date) => date.startsWith(String(year)));
    expect(told.sort()).toEqual(dates);
    expect(asked(year)).toEqual(dates);
  });

  it("has Juneteenth since the law of 2021 only", () => {
    expect(isFederalHoliday("2020-06-19")).toBe(false);
    expect(isFederalHoliday("2021-06-19")).toBe(true);
  });

  it("has no Inauguration Day, which is a holiday in the capital only", () => {
    expect(isFederalHoliday("2029-01-20")).toBe(false);
  });
});
