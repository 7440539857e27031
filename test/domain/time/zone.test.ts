import { describe, expect, it } from "vitest";
import { spanAt, unpacked, type Zone } from "#lib/domain/time/zone.ts";

const start = Date.UTC(2000, 0, 1);
const minute = 60_000;
/** Spans of these minutes each, and one for ever after. */
const lasting = (...minutes: number[]): number[] => {
  let until = start;
  return [...minutes.map((n) => (until += n * minute)), Number.POSITIVE_INFINITY];
};
const base36 = (n: number): string => n.toString(36);
/** As many gaps as there are values, of 1 minute, 2 minutes and so on, each written with as many digits as its index needs. */
const gaps = (count: number, width: number): string => {
  const values = Array.from({ length: count }, (_, i) => base36(i + 1)).join(" ");
  const order = Array.from({ length: count }, (_, i) => base36(i).padStart(width, "0")).join("");
  return `0 60|01~|${values}|${order}`;
};

describe("the packed spans of a zone", () => {
  it.each<[string, string, Zone]>([
    ["never changed", "180|0||", { offsets: [180], untils: lasting() }],
    ["changed once, to east of UTC", "-60 0|01|a|0", { offsets: [-60, 0], untils: lasting(10) }],
    [
      "changed by lengths that come again, in base 36",
      "-300 -240 0|0102|10 z|010",
      { offsets: [-300, -240, -300, 0], untils: lasting(36, 35, 36) },
    ],
    [
      "in turn to the end",
      "-300 -240|01~|1|0000",
      { offsets: [-300, -240, -300, -240, -300], untils: lasting(1, 1, 1, 1) },
    ],
    [
      "in turn after something else",
      "0 60 120|201~|1|0000",
      { offsets: [120, 0, 60, 0, 60], untils: lasting(1, 1, 1, 1) },
    ],
  ])("whose clocks are %s", (_, text, zone) => expect(unpacked(text)).toEqual(zone));

  it.each([
    [36, 1],
    [37, 2],
  ])("of %i lengths have indexes of %i digits", (count, width) => {
    const lengths = Array.from({ length: count }, (_, i) => i + 1);
    expect(unpacked(gaps(count, width)).untils).toEqual(lasting(...lengths));
  });
});

it.each([
  ["before the first change", -1, 0],
  ["at a change, which the next span has", 0, 1],
  ["between two", 5, 1],
  ["just before the last", 19, 2],
  ["after the last", 20, 3],
])("a moment is in one span: %s", (_, at, span) =>
  expect(spanAt({ offsets: [0, 1, 2, 3], untils: [0, 10, 20, Number.POSITIVE_INFINITY] }, at)).toBe(span),
);
