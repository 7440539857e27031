import { expect, it } from "vitest";
import { sourceDigest, verdictOn } from "#lib/domain/ingest/source.ts";
import { countsOf, type EntryResult, type Reading } from "#lib/domain/intake.ts";

const [monday, tuesday] = ["2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"];

it.each([
  ["nothing known", undefined, { sourceDigest: "b" }, "apply"],
  ["the same again", { sourceDigest: "a" }, { sourceDigest: "a" }, "unchanged"],
  [
    "the same at another time",
    { sourceDigest: "a", sourceUpdatedAt: tuesday },
    { sourceDigest: "a", sourceUpdatedAt: monday },
    "unchanged",
  ],
  [
    "something newer",
    { sourceDigest: "a", sourceUpdatedAt: monday },
    { sourceDigest: "b", sourceUpdatedAt: tuesday },
    "apply",
  ],
  [
    "something older",
    { sourceDigest: "a", sourceUpdatedAt: tuesday },
    { sourceDigest: "b", sourceUpdatedAt: monday },
    "stale",
  ],
  [
    "a greater digest at the same time",
    { sourceDigest: "a", sourceUpdatedAt: monday },
    { sourceDigest: "b", sourceUpdatedAt: monday },
    "apply",
  ],
  [
    "a lesser digest at the same time",
    { sourceDigest: "b", sourceUpdatedAt: monday },
    { sourceDigest: "a", sourceUpdatedAt: monday },
    "stale",
  ],
  [
    "no time where one is known",
    { sourceDigest: "a", sourceUpdatedAt: monday },
    { sourceDigest: "b" },
    "apply",
  ],
  ["a lesser digest, and no time at all", { sourceDigest: "b" }, { sourceDigest: "a" }, "apply"],
  [
    "something at the time of a record that has no digest",
    { sourceUpdatedAt: monday },
    { sourceDigest: "a", sourceUpdatedAt: monday },
    "apply",
  ],
] as const)("%s: %s then %s is %s", (_, previous, next, verdict) => {
  expect(verdictOn(previous, next)).toBe(verdict);
});

it("at the same time what is more final wins over any digest", () => {
  const at = { sourceUpdatedAt: monday };
  const rank = { previous: 1, next: 5 };
  expect(verdictOn({ ...at, sourceDigest: "z" }, { ...at, sourceDigest: "a" }, rank)).toBe("apply");
  expect(
    verdictOn({ ...at, sourceDigest: "a" }, { ...at, sourceDigest: "z" }, { previous: 5, next: 1 }),
  ).toBe("stale");
});

it("one digest for one meaning, whatever the order of its fields", () => {
  expect(sourceDigest({ a: 1, b: undefined, c: [2] })).toBe(sourceDigest({ c: [2], a: 1 }));
  expect(sourceDigest({ a: 1 })).not.toBe(sourceDigest({ a: "1" }));
});

it("has marks as short as they are known by, however long the message", () => {
  expect(sourceDigest({ text: "x".repeat(10_000) })).toMatch(/^[0-9a-f]{26}$/);
});

it("counts every entry once", () => {
  const ask = { do: "nothing" as const, why: "" };
  const reading: Reading = { mode: "batch", entries: ["A", "A", "B", "B"].map((type) => ({ type, ask })) };
  const record = { id: "x", version: 1 };
  const results: EntryResult[] = [
    { outcome: "created", ...record },
    { outcome: "stale", ...record },
    { outcome: "ignored", why: "" },
    { outcome: "refused", faults: [] },
  ];
  expect(countsOf(reading, results)).toEqual({
    A: { received: 2, applied: 1, unchanged: 1, ignored: 0, refused: 0 },
    B: { received: 2, applied: 0, unchanged: 0, ignored: 1, refused: 1 },
  });
});
