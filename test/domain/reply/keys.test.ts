import { expect, it } from "vitest";
import { stopKey } from "#lib/domain/content/spoken.ts";
import { saidBy } from "#lib/domain/reply/keys.ts";

it.each([
  ["the key that ends the calls, pressed in one", "voice", stopKey, "STOP"],
  ["the same with a blank, as a keypad may send it", "voice", ` ${stopKey} `, "STOP"],
  ["a key that answers", "voice", "1", "1"],
  ["what was spoken into the phone", "voice", "I cannot come", "I cannot come"],
  ["a text, where that figure may be any answer", "sms", stopKey, stopKey],
] as const)("hears %s", (_, channel, text, heard) => expect(saidBy(channel, text)).toBe(heard));
