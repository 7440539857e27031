import { describe, expect, it } from "vitest";
import { unknownLocks } from "#lib/domain/policy/explain.ts";
import { CareHours, ReplyRule, Robots } from "#lib/domain/policy/replies.ts";
import { aPolicy } from "#test/support/builders.ts";

describe("a rule for what patients write", () => {
  it.each([
    ["says when it holds", { queue: "billing", topic: "billing" }, true],
    ["may ask for words of danger alone", { queue: "nurses", urgent: true }, true],
    ["is none that holds always: that is `replyQueue`", { queue: "billing" }, false],
    ["is none without a queue", { topic: "billing" }, false],
    ["is none that asks what nobody knows", { queue: "billing", mood: "cross" }, false],
  ])("%s", (_, rule, valid) => {
    expect(ReplyRule.safeParse(rule).success).toBe(valid);
  });
});

it("takes no hours in which nobody ever reads", () => {
  const never = { from: "09:00", to: "09:00" };
  const { federalHolidays, weekday } = aPolicy().hours;
  const shut = { weekday: never, saturday: never, sunday: never, federalHolidays };
  expect(CareHours.safeParse(shut).success).toBe(false);
  expect(CareHours.safeParse({ ...shut, weekday, closedOn: ["2026-11-27"] }).success).toBe(true);
});

it("lets an automatic answer leave at least once an hour, and rest a week at most", () => {
  const takes = (answersPerHour: number, restHours: number) =>
    Robots.safeParse({ answersPerHour, restHours }).success;
  expect([takes(1, 168), takes(0, 24), takes(6, 169)]).toEqual([true, false, false]);
});

describe("the locks of a policy", () => {
  it.each([
    ["a setting that levels share", "hours", []],
    ["a part of one", "hours.sunday", []],
    ["a setting that is the customer's alone", "linkBase", []],
    ["what is no setting", "hous", ["hous"]],
    ["what is no part of its setting", "hours.someday", ["hours.someday"]],
  ])("may name %s", (_, path, unknown) => {
    expect(unknownLocks(aPolicy({ locked: ["budget", path] }))).toEqual(unknown);
  });
});
