import { describe, expect, it } from "vitest";
import type { Relation } from "#lib/domain/patient/patient.ts";
import { isSamePerson, mayAct, mayOpen, relationAt } from "#lib/domain/patient/proxy.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { aPatient } from "#test/support/builders.ts";

/** Midnight of 27 March 2026 in New York is four hours past that of UTC. */
const eve = "2026-03-27T03:59:59.000Z";
const birthday = "2026-03-27T04:00:00.000Z";
const at18 = aPatient({ birthDate: "2008-03-27" });
const at13 = aPatient({ birthDate: "2013-03-27" });
const ageless = aPatient();

describe("who may act for a patient", () => {
  it.each([
    ["a guardian until the day the child is 18, where the child is", at18, "guardian", eve, "yes"],
    ["no guardian from that day on", at18, "guardian", birthday, "of-age"],
    ["no guardian of somebody of unknown age", ageless, "guardian", eve, "age-unknown"],
    ["a proxy, for an adult too", at18, "proxy", birthday, "yes"],
    ["a caregiver", ageless, "caregiver", eve, "yes"],
    ["no emergency contact", at13, "emergency", eve, "no-say"],
  ] as const)("is %s", (_, patient, role, now, may) => {
    expect(mayAct(patient, { role }, now, defaultPolicy)).toBe(may);
  });

  it("is the patient from the age the customer sets, and where nobody knows it", () => {
    expect(mayAct(at13, undefined, eve, defaultPolicy)).toBe("too-young");
    expect(mayAct(at13, undefined, birthday, defaultPolicy)).toBe("yes");
    expect(mayAct(ageless, undefined, eve, defaultPolicy)).toBe("yes");
  });

  it("follows the customer's own ages", () => {
    const policy = { minors: { proxyUntil: 16, ownAccessFrom: 0 } };
    const at16 = aPatient({ birthDate: "2010-03-27" });
    expect(mayAct(at16, { role: "guardian" }, birthday, policy)).toBe("of-age");
    expect(mayAct(at16, { role: "guardian" }, eve, policy)).toBe("yes");
    expect(mayAct(at13, undefined, eve, policy)).toBe("yes");
  });

  it("takes who was born on 29 February to be older on 1 March", () => {
    const leap = aPatient({ birthDate: "2008-02-29" });
    const guardian = { role: "guardian" } as const;
    expect(mayAct(leap, guardian, "2026-02-28T17:00:00.000Z", defaultPolicy)).toBe("yes");
    expect(mayAct(leap, guardian, "2026-03-01T17:00:00.000Z", defaultPolicy)).toBe("of-age");
  });
});

describe("what they may open", () => {
  it.each([
    ["a guardian everything", { role: "guardian" }, "form", true],
    ["a caregiver visits", { role: "caregiver" }, "time", true],
    ["a caregiver no messages", { role: "caregiver" }, "messages", false],
    ["a caregiver what their scope adds", { role: "caregiver", scope: ["messages"] }, "read", true],
    ["a guardian nothing beside their scope", { role: "guardian", scope: ["visits"] }, "form", false],
    ["nobody anything by an empty scope", { role: "proxy", scope: [] }, "visit", false],
  ] as const)("is %s", (_, relation, page, opens) => {
    expect(mayOpen(relation as Pick<Relation, "role" | "scope">, page)).toBe(opens);
  });
});

describe("a relation's address", () => {
  const rosa: Relation = { reference: "rosa", role: "guardian", birthDate: "1985-07-04" };
  const patient = aPatient({
    relations: [rosa],
    contactPoints: [
      { id: "own", channel: "sms", address: "+13125550100", health: "ok" },
      { id: "hers", channel: "sms", address: "+13125550101", health: "ok", relation: "rosa" },
    ],
  });

  it.each([
    ["is theirs while the patient has both", patient, "hers", rosa],
    ["is not the patient's own", patient, "own", undefined],
    ["is nobody's once it is taken away", { ...patient, contactPoints: [] }, "hers", undefined],
    ["is nobody's once the relation is taken away", { ...patient, relations: [] }, "hers", undefined],
  ])("%s", (_, known, addressId, found) => {
    expect(relationAt(known, addressId, "rosa")).toEqual(found);
  });

  it("joins two relations only by a birth date that both say", () => {
    expect(isSamePerson(rosa, { birthDate: "1985-07-04" })).toBe(true);
    expect(isSamePerson(rosa, { birthDate: "1955-01-02" })).toBe(false);
    expect(isSamePerson({}, {})).toBe(false);
  });
});
