import { describe, expect, it } from "vitest";
import { Refusal, type RefusalCode, refusals } from "#lib/domain/errors.ts";

describe("a refusal", () => {
  it.each(Object.keys(refusals) as RefusalCode[])("%s has a status of HTTP's and a sentence", (code) => {
    const { status, message, errors, retryAfterSeconds } = new Refusal(code);
    expect({ status, message }).toEqual({ status: refusals[code].status, message: refusals[code].title });
    expect({ errors, retryAfterSeconds }).toEqual({ errors: [], retryAfterSeconds: undefined });
  });

  it("says what it is about, where that is known, and is told from a bug by its name", () => {
    const fault = { pointer: "/start", detail: "Give a start." };
    const refusal = new Refusal("validation_failed", "It has no start.", [fault], 5);
    expect(String(refusal)).toBe("Refusal: It has no start.");
    expect([refusal.errors, refusal.retryAfterSeconds]).toEqual([[fault], 5]);
  });
});
