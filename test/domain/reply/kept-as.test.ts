import { describe, expect, it } from "vitest";
import { keptAs, pageKeptAs, speaksOfDanger } from "#lib/domain/reply/kept-as.ts";
import { meanings } from "#lib/domain/reply/understand.ts";

describe("danger", () => {
  it.each([
    ["I have chest pain", true],
    ["I need an ambulance", true],
    ["I am out of office. In an emergency call 911.", false],
    ["This is an automated reply. If you have chest pain call 911.", true],
    ["See you on Tuesday", false],
  ])("in %j: %s", (text, expected) => expect(speaksOfDanger(text)).toBe(expected));
});

describe("a reply is written down", () => {
  it.each([
    ["as a STOP", { meaning: "stop", inDanger: false }, "stop"],
    [
      "as a STOP that is not confirmed twice",
      { meaning: "stop", inDanger: false, again: true },
      "stop-again",
    ],
    ["as a STOP of who may be in danger", { meaning: "stop", inDanger: true }, "stop-emergency"],
    ["as danger beside a STOP said again", { meaning: "stop", inDanger: true, again: true }, "emergency"],
    ["as danger, whatever else it says", { meaning: "confirmed", inDanger: true }, "emergency"],
    ["as danger from a machine", { meaning: "unclear", inDanger: true, robot: "muted" }, "emergency"],
    ["as a machine's", { meaning: "confirmed", inDanger: false, robot: "flood" }, "robot"],
    ["as a START from a muted address", { meaning: "start", inDanger: false, robot: "muted" }, "start"],
    ["as a STOP from a machine", { meaning: "stop", inDanger: false, robot: "auto_reply" }, "stop"],
  ] as const)("%s", (_, said, expected) => expect(keptAs(said)).toBe(expected));

  it.each(meanings)("as %s where nothing else is known of it", (meaning) =>
    expect(keptAs({ meaning, inDanger: false })).toBe(meaning),
  );
});

it.each([
  ["I have chest pain, stop texting me", { stops: true }, "page-emergency"],
  ["STOP", { stops: true }, "page-stop"],
  ["Mornings, please", { stops: false, wish: true }, "page-wish"],
  ["Thank you", { stops: false }, "page-message"],
])("keeps %j, written on a page, as it is meant", (text, how, expected) =>
  expect(pageKeptAs(text, how)).toBe(expected),
);
