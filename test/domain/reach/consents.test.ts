import { describe, expect, it } from "vitest";
import type { Consent } from "#lib/domain/consent/consent.ts";
import { consentFor, hasAnyGrant, hasPart2Consent, withConsent } from "#lib/domain/reach/consents.ts";
import { aConsent, aReach, aTuesday, days, later } from "#test/support/builders.ts";

const told = (...entries: Partial<Consent>[]) =>
  entries.map((entry) => aConsent(entry)).reduce(withConsent, aReach());
const wanted = { purpose: "care", channel: "sms", category: "recall" } as const;
const tomorrow = later(aTuesday, days(1));
const nextWeek = later(aTuesday, days(7));

describe("of two grants of one moment the stronger one counts", () => {
  it.each<[string, Partial<Consent>, Partial<Consent>, string | undefined]>([
    ["the later end", { until: tomorrow }, { until: nextWeek }, nextWeek],
    ["the later end, whichever came first", { until: nextWeek }, { until: tomorrow }, nextWeek],
    ["one without an end", { until: tomorrow }, {}, undefined],
    ["one without an end, whichever came first", {}, { until: tomorrow }, undefined],
  ])("%s", (_, first, second, until) => {
    expect(consentFor(told(first, second), wanted)?.until).toBe(until);
  });

  it("and a later grant has its own end", () => {
    expect(consentFor(told({}, { at: tomorrow, until: nextWeek }), wanted)?.until).toBe(nextWeek);
  });
});

describe("a consent that has run out", () => {
  const reach = told(
    { category: "*" },
    { category: "recall", until: tomorrow, at: later(aTuesday, 1), written: true },
  );

  it("says nothing from its end on, and what else was said counts", () => {
    expect(consentFor(reach, wanted, later(tomorrow, -1))?.written).toBe(true);
    expect(consentFor(reach, wanted, tomorrow)).toEqual({ granted: true, at: aTuesday });
  });

  it("still stands in the ledger's map, for whoever asks of no moment", () => {
    expect(consentFor(reach, wanted)?.written).toBe(true);
  });
});

it("takes an entry without a category for one of every category", () => {
  expect(consentFor(told({ category: "" }), wanted)?.granted).toBe(true);
});

describe("content under 42 CFR Part 2", () => {
  const may = (...entries: Partial<Consent>[]) =>
    hasPart2Consent(told(...entries), { channel: "sms", category: "recall" }, tomorrow);
  const specific = { part2: true } as Partial<Consent>;
  const revokedAll = (at: string): Partial<Consent> => ({
    purpose: "all",
    channel: "all",
    state: "revoked",
    at,
  });

  it.each<[string, Partial<Consent>[], boolean]>([
    ["needs the consent that says so", [specific], true],
    ["is not let out by a consent to other messages", [{ purpose: "all", channel: "all" }], false],
    ["is revoked with everything, said since", [specific, revokedAll(later(aTuesday, 1))], false],
    ["is revoked with everything, said in the same moment", [specific, revokedAll(aTuesday)], false],
    ["is granted again after everything was revoked", [revokedAll(later(aTuesday, -1)), specific], true],
    ["is not revoked by a grant of everything", [specific, { purpose: "all", at: later(aTuesday, 1) }], true],
  ])("%s", (_, entries, expected) => {
    expect(may(...entries)).toBe(expected);
  });
});

describe("of several entries that are about a message", () => {
  const [yes, no] = [{ state: "granted" as const }, { state: "revoked" as const }];
  it.each<[string, Partial<Consent>[], boolean]>([
    [
      "the later one counts, though it is wider",
      [
        { ...no, category: "recall" },
        { ...yes, at: tomorrow },
      ],
      true,
    ],
    [
      "the later one counts, though it is narrower",
      [{ ...no, at: tomorrow, category: "recall" }, yes],
      false,
    ],
    ["a no counts at one moment", [{ ...yes, category: "recall" }, no], false],
    ["a no counts at one moment, whichever is narrower", [{ ...no, category: "recall" }, yes], false],
  ])("%s", (_, entries, granted) => {
    expect(consentFor(told(...entries), wanted)?.granted).toBe(granted);
  });

  it("what is about all messages is about those of a program too", () => {
    expect(consentFor(told({ ...no, category: "*" }), { ...wanted, program: "diabetes" })?.granted).toBe(
      false,
    );
  });

  it("one that has run out is told to whoever does not ask about a moment", () => {
    const reach = told({ until: tomorrow });
    expect(consentFor(reach, wanted)?.granted).toBe(true);
    expect(consentFor(reach, wanted, tomorrow)).toBeUndefined();
  });
});

it.each<[string, Partial<Consent>[], boolean]>([
  ["nothing at all", [], false],
  ["something for the patient alone", [{}], false],
  ["something for another", [{ relation: "father" }], false],
  ["something that was revoked", [{ relation: "mother", state: "revoked" }], false],
  ["one thing among others", [{ relation: "father", state: "revoked" }, { relation: "mother" }, {}], true],
])("a relation has been granted anything, by %s: %s", (_, entries, expected) => {
  expect(hasAnyGrant(told(...entries), "mother")).toBe(expected);
});
