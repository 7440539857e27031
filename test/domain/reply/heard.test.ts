import { expect, it } from "vitest";
import { heard, longestReply } from "#lib/domain/reply/heard.ts";

it.each([
  ["Yes...  THANKS!", [["yes"], ["thanks"]]],
  ["No, I can't", [["no"], ["i", "cant"]]],
  ["hola\nsí señor", [["hola"], ["si", "senor"]]],
  [
    "at 10:30, not 2/3",
    [
      ["at", "10:30"],
      ["not", "2/3"],
    ],
  ],
  ["👍🏽 ok", [["👍", "ok"]]],
  ["?!", []],
  ["", []],
])("hears in %j the clauses that have words: %j", (text, clauses) => {
  expect(heard(text)).toMatchObject({ clauses, text: clauses.flat().join(" ") });
});

it("hears nothing of what comes after the longest reply", () => {
  const first = "yes ".padEnd(longestReply - 1);
  expect(heard(`${first}ab`).clauses).toEqual([["yes", "a"]]);
});
