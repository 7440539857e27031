import { describe, expect, it } from "vitest";
import { Membership, Segment, SegmentDraft } from "#lib/domain/segment/segment.ts";
import { aTuesday, patientId } from "#test/support/builders.ts";

const least = { id: "seniors", condition: "patient.age >= 60" };
const kept = { ...least, status: "active", n: 1, asks: ["age"], drifts: true, savedAt: aTuesday };
const member = { id: "m", patientId, segment: "seniors", state: "in", since: aTuesday };

describe("a segment as staff write it", () => {
  it.each([
    ["a name and a condition", {}, true],
    ["a title of a line", { title: "x".repeat(120) }, true],
    ["a longer title", { title: "x".repeat(121) }, false],
    ["an empty title", { title: "" }, false],
    ["a condition of two thousand letters", { condition: "x".repeat(2000) }, true],
    ["a longer condition", { condition: "x".repeat(2001) }, false],
    ["no condition", { condition: "" }, false],
    ["a name that fits no address", { id: "a/b" }, false],
    ["a word that it does not know", { filter: "x" }, false],
  ])("of %s, as in %o, is taken: %s", (_, more, taken) => {
    expect(SegmentDraft.safeParse({ ...least, ...more }).success).toBe(taken);
  });
});

describe("a segment as it is kept", () => {
  it.each([
    ["before its first round", {}, true],
    ["after it", { asOf: aTuesday }, true],
    ["once it is retired", { status: "retired" }, true],
    ["before any definition", { n: 0 }, false],
    ["in a state that is none", { status: "paused" }, false],
  ])("%s, as in %o, fits: %s", (_, more, fits) => {
    expect(Segment.safeParse({ ...kept, ...more }).success).toBe(fits);
  });

  it.each([
    ["in", true],
    ["out", true],
    ["", false],
  ])("has patients that are %j: %s", (state, fits) => {
    expect(Membership.safeParse({ ...member, state }).success).toBe(fits);
  });
});
