import { expect, it } from "vitest";
import { isUnhappy } from "#lib/domain/feedback.ts";

it("is unhappy who gives one or two of five, and gets a call", () => {
  expect([1, 2, 3, 4, 5].filter((score) => isUnhappy({ score }))).toEqual([1, 2]);
});
