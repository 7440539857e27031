import { expect, it } from "vitest";
import { letterDay } from "#lib/domain/letter/day.ts";

const newYearsEve = "2027-01-01T04:30:00.000Z";

it.each([
  ["en", "Thu, Dec 31, 2026"],
  ["EN-us", "Thu, Dec 31, 2026"],
  ["es-MX", "jue 31 de dic de 2026"],
  ["pl", "2026-12-31"],
])("a letter in %s is of the day where it is written: %s", (language, day) => {
  expect(letterDay(newYearsEve, "America/New_York", language)).toBe(day);
});
