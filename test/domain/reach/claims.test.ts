import { describe, expect, it } from "vitest";
import {
  aheadOf,
  answersWithinHour,
  sentWithinDay,
  usedBudget,
  withCancellation,
  withClaim,
  withoutClaim,
  withoutOldCount,
  withoutWaiting,
  withRefund,
  withWaiting,
} from "#lib/domain/reach/claims.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { aReach, aTuesday, days, hours, later } from "#test/support/builders.ts";

const tuesday = { day: "2026-06-02", week: "2026-W23" };
const claimed = (id: string, at = aTuesday, reach = aReach()) => withClaim(reach, id, { n: 1, at }, tuesday);
const waiting = (...all: [string, string, number][]): Reach =>
  all.reduce((reach, [id, at, rank]) => withWaiting(reach, id, { at, rank }, aTuesday), aReach());

describe("a claim", () => {
  it("lets other claims be, and forgets what is a week old", () => {
    const both = claimed("out_2", later(aTuesday, 1), claimed("out_1"));
    expect(Object.keys(both.claims)).toEqual(["out_1", "out_2"]);
    expect(Object.keys(claimed("out_3", later(aTuesday, days(7)), both).claims)).toEqual(["out_2", "out_3"]);
  });

  it("lets a cancellation of the week stand", () => {
    const cancelled = withCancellation(aReach(), "out_1", 0, aTuesday) as Reach;
    expect(claimed("out_2", later(aTuesday, days(7) - 1), cancelled).cancelled).toHaveProperty("out_1");
    expect(claimed("out_2", later(aTuesday, days(7)), cancelled).cancelled).toEqual({});
  });

  it("of an earlier cancellation does not forget another of the week", () => {
    const first = withCancellation(aReach(), "out_1", 0, aTuesday) as Reach;
    const second = withCancellation(first, "out_2", 0, later(aTuesday, days(1))) as Reach;
    expect(Object.keys(second.cancelled)).toEqual(["out_1", "out_2"]);
  });

  it("given back stays known, so that nobody takes its number again", () => {
    const refunded = withRefund(claimed("out_1"), "out_1");
    expect(refunded.claims).toEqual({ out_1: { n: 1, at: aTuesday } });
    expect(refunded.budget).toMatchObject({ dayUsed: 0, weekUsed: 0 });
  });

  it("taken back is gone, and its slot is free", () => {
    const back = withoutClaim(claimed("out_1"), "out_1");
    expect([back.claims, back.budget.dayUsed]).toEqual([{}, 0]);
  });

  it.each([
    ["an earlier day gives its slot back", "2026-06-03", 0],
    ["the same day keeps it", "2026-06-02", 1],
    ["a later day keeps it, for a clock that went back", "2026-06-01", 1],
  ])("of %s", (_, day, used) => {
    expect(withoutOldCount(claimed("out_1"), "out_1", day).budget.dayUsed).toBe(used);
  });

  it("that took no slot has none to give back", () => {
    const free = withClaim(claimed("out_1"), "out_2", { n: 1, at: aTuesday }, undefined);
    expect(withoutOldCount(free, "out_2", "2026-06-03")).toBe(free);
  });
});

describe("what waits", () => {
  it("is noted once", () => {
    const reach = waiting(["out_1", aTuesday, 1]);
    expect(withWaiting(reach, "out_1", { at: aTuesday, rank: 1 }, aTuesday)).toBe(reach);
    const moved = withWaiting(reach, "out_1", { at: aTuesday, rank: 2 }, aTuesday);
    expect(moved.waiting).toEqual({ out_1: { at: aTuesday, rank: 2 } });
  });

  it.each([
    ["that should have left a day ago is forgotten", days(1), ["out_2"]],
    ["that should have left within the day stays", days(1) - 1, ["out_1", "out_2"]],
  ])("and %s, when another is noted", (_, after, known) => {
    const now = later(aTuesday, after);
    const reach = withWaiting(waiting(["out_1", aTuesday, 1]), "out_2", { at: now, rank: 1 }, now);
    expect(Object.keys(reach.waiting ?? {})).toEqual(known);
  });

  it("is struck out alone, and leaves nothing behind when it was the last", () => {
    const both = waiting(["out_1", aTuesday, 1], ["out_2", aTuesday, 1]);
    const one = withoutWaiting(both, "out_1");
    expect(Object.keys(one.waiting ?? {})).toEqual(["out_2"]);
    expect(withoutWaiting(one, "out_2")).not.toHaveProperty("waiting");
  });

  /** Tuesday; rank 1 is care. */
  const ahead = (at: string, now = aTuesday, id = "out_x", rank = 1) =>
    aheadOf(waiting([id, at, rank]), { id: "out_1", purpose: "operations" }, now);

  it.each<[string, string, string, { day: number; week: number }]>([
    ["today", later(aTuesday, hours(2)), aTuesday, { day: 1, week: 1 }],
    ["tomorrow", later(aTuesday, days(1)), aTuesday, { day: 0, week: 1 }],
    ["next week", later(aTuesday, days(7)), aTuesday, { day: 0, week: 0 }],
    ["yesterday evening, and has not left", aTuesday, later(aTuesday, days(1)), { day: 1, week: 1 }],
    ["over a day ago", aTuesday, later(aTuesday, days(1) + 1), { day: 0, week: 0 }],
    ["last Sunday, on Monday", "2026-06-07T20:00:00.000Z", "2026-06-08T14:00:00.000Z", { day: 1, week: 1 }],
  ])("goes before a lower class when it is for %s", (_, at, now, counts) => {
    expect(ahead(at, now)).toEqual(counts);
  });

  it("does not go before itself, nor before its own class", () => {
    expect(ahead(aTuesday, aTuesday, "out_1")).toEqual({ day: 0, week: 0 });
    expect(ahead(aTuesday, aTuesday, "out_x", 2)).toEqual({ day: 0, week: 0 });
    expect(aheadOf(aReach(), { id: "out_1", purpose: "marketing" }, aTuesday)).toEqual({ day: 0, week: 0 });
  });

  it("all counts", () => {
    const reach = waiting(
      ["out_2", aTuesday, 1],
      ["out_3", aTuesday, 0],
      ["out_4", later(aTuesday, days(1)), 1],
    );
    expect(aheadOf(reach, { id: "out_1", purpose: "marketing" }, aTuesday)).toEqual({ day: 2, week: 3 });
  });
});

it("counts what went to an address within 24 hours, to the millisecond", () => {
  const to = (address: string, id: string, reach: Reach) =>
    withClaim(reach, id, { n: 1, at: aTuesday, to: address }, undefined);
  const reach = to("cp-email", "out_3", to("cp-sms", "out_2", to("cp-sms", "out_1", aReach())));
  const within = (id: string, after: number) => sentWithinDay(reach, id, later(aTuesday, after));
  expect([within("cp-sms", 0), within("cp-sms", days(1) - 1), within("cp-sms", days(1))]).toEqual([2, 2, 0]);
  expect([within("cp-email", 0), within("cp-none", 0)]).toEqual([1, 0]);
});

it("counts the answers that a line got of itself within the hour, on whichever of its channels, but for the one that asks", () => {
  const answered = (id: string, to: string, at: string, reach: Reach, reply?: true) =>
    withClaim(reach, id, { n: 1, at, to, ...(reply && { reply }) }, undefined);
  const two = answered("out_1", "cp-sms", aTuesday, aReach(), true);
  const three = answered("out_2", "cp-sms", later(aTuesday, 1), two, true);
  const reach = answered("out_4", "cp-sms", aTuesday, answered("out_3", "cp-email", aTuesday, three, true));
  const within = (to: string, after: number, but?: string) =>
    answersWithinHour(reach, [to], later(aTuesday, after), but);
  expect([within("cp-sms", 2), within("cp-email", 2), within("cp-none", 2)]).toEqual([2, 1, 0]);
  expect(answersWithinHour(reach, ["cp-sms", "cp-email"], later(aTuesday, 2))).toBe(3);
  expect([within("cp-sms", 2, "out_1"), within("cp-sms", 2, "out_9")]).toEqual([1, 2]);
  expect([
    within("cp-sms", hours(1) - 1),
    within("cp-sms", hours(1)),
    within("cp-sms", hours(1) + 1),
  ]).toEqual([2, 1, 0]);
});

describe("a new week", () => {
  const used = { day: "2026-06-05", dayUsed: 2, week: "2026-W23", weekUsed: 3 };

  it("begins with nothing used, and an old one is counted as the last", () => {
    expect(usedBudget(used, "2026-06-08", "2026-W24")).toEqual({ day: 0, week: 0 });
    expect(usedBudget(used, "2026-05-30", "2026-W22")).toEqual({ day: 2, week: 3 });
  });

  it("gets nothing back for what the one before it took", () => {
    const next = { day: "2026-06-08", week: "2026-W24" };
    const second = withClaim(claimed("out_1"), "out_2", { n: 1, at: later(aTuesday, days(6)) }, next);
    expect(withRefund(second, "out_1").budget).toEqual({ ...next, dayUsed: 1, weekUsed: 1 });
    expect(withRefund(second, "out_2").budget).toEqual({ ...next, dayUsed: 0, weekUsed: 0 });
  });
});
