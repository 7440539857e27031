import { describe, expect, it } from "vitest";
import {
  healthAfterRefusal,
  isWorse,
  withKnown,
  withLearned,
  worseHealth,
} from "#lib/domain/patient/health.ts";
import { contactPointId } from "#lib/domain/patient/ringing.ts";

const cell = { id: "cp-cell", channel: "sms" as const, address: "+12125550100", health: "ok" as const };
const email = { id: "cp-mail", channel: "email" as const, address: "a@example.org", health: "ok" as const };

describe("a provider's refusal", () => {
  it.each([
    ["address_invalid", "invalid"],
    ["landline", "landline"],
    ["address_opted_out", undefined],
    ["content", undefined],
    ["account", undefined],
    [undefined, undefined],
  ] as const)("because of %s says that the address is %s", (cause, health) =>
    expect(healthAfterRefusal(cause)).toBe(health),
  );
});

describe("what is known of an address", () => {
  it("is of that one alone", () => {
    const known = withKnown([cell, email], "pat_1", { addressId: "cp-mail", health: "bounced" });
    expect(known).toEqual([cell, { ...email, health: "bounced" }]);
  });

  it("lets a landline's number be called", () => {
    const known = withKnown([cell], "pat_1", { addressId: "cp-cell", health: "landline" });
    const voice = contactPointId("pat_1", "voice", cell.address);
    expect(known).toEqual([
      { ...cell, health: "landline" },
      { ...cell, id: voice, channel: "voice", health: "ok" },
    ]);
    expect(withKnown(known, "pat_1", { addressId: "cp-cell", health: "landline" })).toEqual(known);
  });

  it("is marked as found out where its look could say the same, and of that address alone", () => {
    expect(withLearned([cell, email], "pat_1", { addressId: "cp-mail", health: "invalid" })).toEqual([
      cell,
      { ...email, health: "invalid", learned: true },
    ]);
    const bounced = withLearned([email], "pat_1", { addressId: "cp-mail", health: "bounced" });
    expect(bounced).toEqual([{ ...email, health: "bounced" }]);
  });

  it.each([
    ["landline", "ok", true],
    ["landline", "landline", false],
    ["invalid", "landline", false],
    ["complained", "bounced", true],
    ["wrong", "landline", true],
    ["wrong", "complained", true],
    ["landline", "wrong", false],
  ] as const)("as %s is worse than %s: %s", (health, before, expected) => {
    expect(isWorse([email, { ...cell, health: before }], { addressId: "cp-cell", health })).toBe(expected);
    expect(worseHealth(before, health)).toBe(expected ? health : before);
  });

  it("is not of an address that is gone", () =>
    expect(isWorse([cell], { addressId: "cp-gone", health: "invalid" })).toBe(false));
});
