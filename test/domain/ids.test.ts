import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  campaignOutreachId,
  digest,
  directOutreachId,
  enrollmentOf,
  fraction,
  localOf,
  outreachId,
  ownedId,
  ownedNouns,
  patientIdFrom,
  patientKeyOf,
  patientOf,
} from "#lib/domain/ids.ts";
import { appointmentId, enrollmentId, patientId } from "#test/support/builders.ts";

/** Any of them made otherwise, a retry after an upgrade would be a second patient or a second message. */
describe("an id is made of its cause, the same for ever", () => {
  const maria = () => patientIdFrom("urn:mrn", "12345");
  const visit = () => ownedId("appointment", maria(), "visit", "7");
  const run = () => ownedId("enrollment", maria(), "reminder", visit());

  it.each([
    ["a patient's", maria, ""],
    ["a visit's", visit, "_dymg11yac77536ea"],
    ["an enrollment's", run, "_fax3ekqv3b38xs7e"],
    ["a step's message", () => outreachId(run(), "ask", 2), "_fax3ekqv3b38xs7e_g59vbqe6jh"],
    ["a partner's message", () => directOutreachId(maria(), "ref-1"), "_direct_015q0hpfnj"],
    ["a campaign's message", () => campaignOutreachId(maria(), "flu", 3), "_campaign_c6w2rvwqag"],
  ])("%s", (_, made, local) =>
    expect(made().replace(/^(pat|apt|enr|out)/, "")).toBe(`_ca7tmba7r8369kcr8rf465s0bd${local}`),
  );

  it("and says what it is of", () => {
    const message = outreachId(run(), "ask", 1);
    expect([maria(), visit(), run(), message].map((id) => id.slice(0, 4))).toEqual([
      "pat_",
      "apt_",
      "enr_",
      "out_",
    ]);
  });

  it("and so is a lot", () => expect(fraction("arm", "a", 1)).toBe(0.6095058964565396));
});

it("has as many digits as asked for, the first of those that there are", () => {
  expect(Array.from({ length: 9 }, (_, n) => digest(n, "a"))).toEqual(
    Array.from({ length: 9 }, (_, n) => digest(26, "a").slice(0, n)),
  );
});

it("draws lots from 0 on and below 1, as many low as high", () => {
  const lots = Array.from({ length: 2000 }, (_, i) => fraction("lot", i));
  expect(lots.every((lot) => lot >= 0 && lot < 1)).toBe(true);
  const low = lots.filter((lot) => lot < 0.25).length / lots.length;
  expect(low).toBeGreaterThan(0.2);
  expect(low).toBeLessThan(0.3);
});

describe("an id owned by a patient", () => {
  it.each(ownedNouns)("tells whose it is, and apart from the patient's others: %s", (noun) => {
    const [one, other] = [ownedId(noun, patientId, "a", "bc"), ownedId(noun, patientId, "ab", "c")];
    expect([patientOf(one), patientOf(other)]).toEqual([patientId, patientId]);
    expect(one).not.toBe(other);
    expect(localOf(one)).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
  });

  it.each([
    ["an address's digest", "a".repeat(26)],
    ["nothing", ""],
    ["a key that is too short", patientId.slice(0, -1)],
    ["a key that is too long", `${patientId}0`],
    ["a noun that is too long", `x${patientId}`],
    ["a noun that is none", `__${patientId.slice(2)}`],
    ["capitals", patientId.toUpperCase()],
    ["a journey's", "flu-shot"],
  ])("is not %s", (_, id) => {
    expect(patientKeyOf(id)).toBeUndefined();
    expect(() => patientOf(id)).toThrow("not an id owned by a patient");
  });

  it("is named by no more than its noun where it is none: it may hold anything", () => {
    expect(() => patientOf("maria lopez")).toThrow(/: mari…$/);
  });
});

describe("the message of a step", () => {
  const occurrence = fc.record({ step: fc.string({ maxLength: 64 }), n: fc.nat(1000) });

  it("is one per enrollment, step and occurrence, and tells which enrollment it is of", () => {
    const other = ownedId("enrollment", patientId, "another");
    fc.assert(
      fc.property(occurrence, occurrence, (a, b) => {
        const [first, second] = [
          outreachId(enrollmentId, a.step, a.n),
          outreachId(enrollmentId, b.step, b.n),
        ];
        expect(first === second).toBe(a.step === b.step && a.n === b.n);
        expect(outreachId(enrollmentId, a.step, a.n)).toBe(first);
        expect(outreachId(other, a.step, a.n)).not.toBe(first);
        expect([enrollmentOf(first), patientOf(first)]).toEqual([enrollmentId, patientId]);
        expect(first).toHaveLength(58);
      }),
    );
  });

  it("is none of those that no enrollment asked for", () => {
    expect(enrollmentOf(directOutreachId(patientId, "ref"))).toBeUndefined();
    expect(enrollmentOf(campaignOutreachId(patientId, appointmentId, 1))).toBeUndefined();
  });
});
