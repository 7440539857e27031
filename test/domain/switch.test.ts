import { expect, it } from "vitest";
import { campaignOf, isEverything, journeyOf, journeySwitch } from "#lib/domain/switch.ts";

it.each([
  ["everything", true, undefined],
  [journeySwitch("recall"), false, undefined],
  ["campaign:cmp_1", false, "cmp_1"],
])("%s is all that is sent: %s, or one campaign: %s", (target, all, campaign) => {
  expect([isEverything(target), campaignOf(target)]).toEqual([all, campaign]);
});

it("names the journey that it switches", () => {
  expect(journeyOf(journeySwitch("recall"))).toBe("recall");
});
