import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeError, safeFields, safeMessage } from "#lib/lambda/log-fields.ts";
import { powertoolsLog } from "#lib/lambda/logger.ts";

describe("a log line", () => {
  it("keeps ids, codes, counts and instants", () => {
    const fields = {
      outreachId: "out_0123456789abcdefghjkmnpqrs_direct_0123456789",
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      reason: "quiet_hours",
      event: "outreach.sent",
      status: 500,
      id: "appointment-reminder@12",
      chain: "ADDR#0123456789abcdefghjkmnpqrs",
    };
    expect(safeFields(fields)).toEqual(fields);
  });

  it.each([
    ["a name", { patientId: "Maria Lopez" }],
    ["a phone number", { code: "+12025550123" }],
    ["a phone number without its plus", { code: "2025550123" }],
    ["a phone number with dots", { code: "202.555.0123" }],
    ["an email address", { id: "maria@example.org" }],
    ["a birth date", { reason: "1961-04-12" }],
    ["a sentence", { reason: "I feel dizzy" }],
    ["a field nobody named", { birthDate: "x" }],
    ["an object", { id: { name: "Maria" } as never }],
    ["null", { id: null as never }],
  ])("leaves out %s and says that it did", (_, fields) => {
    expect(safeFields(fields)).toEqual({ withheld: 1 });
  });

  it("has no field for an absent value", () => {
    expect(safeFields({ step: undefined })).toEqual({});
  });

  it("tells of an error what and where, not what it choked on", () => {
    const error = Object.assign(new RangeError("bad number +1 202 555 0123 of Maria\n  Lopez"), {
      code: "EBAD",
    });
    const told = safeError(error);
    expect(told).toMatchObject({ errorName: "RangeError", errorCode: "EBAD" });
    expect(told.stack).toContain("log.test.ts");
    expect(JSON.stringify(told)).not.toMatch(/Maria|Lopez|555/);
    expect(safeError("Maria")).toEqual({ errorName: "string" });
    expect(
      safeError(Object.assign(new Error("x"), { name: "Maria Lopez", code: "+12025550123" })),
    ).toMatchObject({
      errorName: "Error",
    });
  });

  it("holds no phone number or email address, wherever one is put", () => {
    const phone = fc.tuple(
      fc.constantFrom("", "+1", "1-"),
      fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }),
    );
    fc.assert(
      fc.property(phone, fc.string(), ([prefix, digits], text) => {
        const number = `${prefix}${digits}`;
        const line = JSON.stringify([
          safeMessage(`${text} ${number}`),
          safeFields({ id: number, reason: number, code: `${text} ${number}` }),
          safeError(new Error(number)),
        ]);
        return !line.includes(String(digits));
      }),
    );
  });

  it("is one line of JSON of powertools' logger", () => {
    const lines: unknown[][] = [];
    const sink = (...parts: unknown[]) => void lines.push(parts);
    const log = powertoolsLog("api", { info: sink, warn: sink, error: sink });
    log.info("turn", { enrollmentId: "enr_1" });
    log.warn("call maria@example.org or +1 (202) 555-0123");
    log.error("bug", {}, new Error("Maria"));
    expect(lines[0]).toEqual(["turn", { enrollmentId: "enr_1" }]);
    expect(lines[1]).toEqual(["call … or …", {}]);
    expect(lines[2]?.[1]).toMatchObject({ errorName: "Error" });
    expect(JSON.stringify(lines)).not.toContain("Maria");
  });
});
