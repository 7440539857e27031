import { describe, expect, it } from "vitest";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import { isAutomaticAnswer, isOpen, outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { channels } from "#lib/domain/words.ts";

it.each([
  ["what the patient wrote", "msg_0123", true],
  ["a page that the patient asked for", "lnk_0123", false],
  ["a note that only names a message", "note_msg_", false],
  ["nothing", undefined, false],
])("an answer to %s is an automatic one: %s", (_, inReplyTo, expected) => {
  expect(isAutomaticAnswer(inReplyTo === undefined ? {} : { inReplyTo })).toBe(expected);
});

it("is open until it has a fate", () => {
  expect(outreachStatuses.filter((status) => isOpen({ status }))).toEqual(["planned", "held"]);
});

describe("the list price", () => {
  it("of a text is for each of its parts", () => {
    expect(usdOf("sms", 3)).toBeCloseTo(3 * usdOf("sms", 1));
  });

  it("makes paper the dearest, and costs nothing where nobody sends a bill", () => {
    const dearest = channels.toSorted((a, b) => usdOf(b, 1) - usdOf(a, 1))[0];
    expect(dearest).toBe("letter");
    expect(usdOf("portal", 1) + usdOf("staff-call", 1)).toBe(0);
  });
});
