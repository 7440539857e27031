import { expect, it } from "vitest";
import { endedBadly } from "#lib/domain/reach/trouble.ts";

it.each([
  ["accepted", undefined, false],
  ["unknown", "no_answer", true],
  ["throttled", "rate", undefined],
  ["refused", "address_invalid", true],
  ["refused", "address_opted_out", true],
  ["refused", "landline", true],
  ["refused", "content", undefined],
  ["refused", "account", undefined],
] as const)("an attempt that was %s (%s) ended badly for its address: %s", (outcome, code, expected) =>
  expect(endedBadly({ outcome, ...(code && { code }) })).toBe(expected),
);
