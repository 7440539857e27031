import { describe, expect, it } from "vitest";
import { part2Notice } from "#lib/domain/consent/part2.ts";
import { readersLanguage } from "#lib/domain/content/readers.ts";
import { wholeText } from "#lib/domain/content/whole-text.ts";
import { aPolicy } from "#test/support/builders.ts";

const policy = aPolicy({ clinicPhone: "911" });
const text = { body: "Hi.", language: "en" };

describe("what the law puts beneath a text", () => {
  it.each([
    ["limited", "portal", "Hi."],
    ["part2", "portal", `Hi.\n\n${part2Notice}`],
    ["limited", "voice", "Hi. To stop these calls, call 9 1 1."],
    ["part2", "voice", `Hi.\n\n${part2Notice} To stop these calls, call 9 1 1.`],
  ] as const)("of class %s by %s", (privacy, channel, whole) => {
    expect(wholeText(text, { privacy, channel, policy })).toBe(whole);
  });

  it("is missing where a call could not say how to stop the calls", () => {
    const call = { privacy: "limited", channel: "voice", policy } as const;
    expect(wholeText(text, { ...call, policy: aPolicy() })).toBeUndefined();
    expect(wholeText({ ...text, language: "vi" }, call)).toBeUndefined();
  });
});

it("is in the language of whoever reads it: a script is read out by staff", () => {
  expect(readersLanguage("sms", "es", { language: "en" })).toBe("es");
  expect(readersLanguage("staff-call", "es", { language: "en" })).toBe("en");
});
