import { describe, expect, it } from "vitest";
import { patientAsk } from "#lib/adapters/fhir/patient.ts";
import { FhirDateTime } from "#lib/adapters/fhir/primitives.ts";
import { zoneFor } from "#lib/adapters/fhir/us-zones.ts";
import { nameOf } from "#lib/adapters/fhir/words.ts";
import type { Ask } from "#lib/domain/intake.ts";

type Asked = Extract<Ask, { do: "patient" }>;
const read = (more: object) =>
  (patientAsk({ resourceType: "Patient", id: "x", ...more }, { id: "x" }) as Asked).input;
const typed = (code: string, value: string) => ({
  type: { coding: [{ code }] },
  system: `urn:${code}`,
  value,
});

describe("identifiers", () => {
  it("put the source's own first, then hospital numbers, then untyped ones, and leave the rest out", () => {
    const ssn = { system: "http://hl7.org/fhir/sid/us-ssn", value: "999-99-9999" };
    const identifier = [
      ssn,
      typed("SS", "1"),
      typed("DL", "2"),
      { system: "urn:x", value: "3" },
      typed("MR", "4"),
      { value: "5" },
    ];
    expect(read({ identifier }).identifiers?.map((i) => i.value)).toEqual(["Patient/x", "4", "3"]);
  });
});

describe("the name to call someone by", () => {
  it.each([
    [
      [
        { use: "official", given: ["Robert", "J"], family: "Roe" },
        { use: "usual", given: ["Bob"], family: "Roe" },
      ],
      "Bob",
      "Roe",
    ],
    [
      [
        { use: "maiden", family: "Organa", given: ["Leia"] },
        { use: "official", family: "Solo", given: ["Leia"] },
      ],
      "Leia",
      "Solo",
    ],
    [[{ text: "Ariadne Maria Bor" }], "Ariadne Maria", "Bor"],
    [[], "", ""],
  ])("%j", (names, given, family) => {
    expect(nameOf(names)).toEqual({ given, family });
  });
});

describe("time zones", () => {
  it.each([
    [
      "its own",
      [{ url: "http://hl7.org/fhir/StructureDefinition/timezone", valueCode: "Europe/Rome" }],
      { state: "MA" },
      "Europe/Rome",
    ],
    [
      "no zone at all",
      [{ url: "http://hl7.org/fhir/StructureDefinition/timezone", valueCode: "Rome" }],
      { state: "MA" },
      "America/New_York",
    ],
    ["a state by code", [], { state: "az", country: "US" }, "America/Phoenix"],
    ["a state by name", [], { state: "New Hampshire" }, "America/New_York"],
    ["a state of another country", [], { state: "WA", country: "AU" }, undefined],
    ["no address", [], undefined, undefined],
  ])("%s", (_, extensions, address, zone) => {
    expect(zoneFor(extensions, address)).toBe(zone);
  });
});

describe("a dateTime", () => {
  it.each([
    ["2021", "2021-01-01T00:00:00.000Z"],
    ["2021-03", "2021-03-01T00:00:00.000Z"],
    ["2021-03-31", "2021-03-31T00:00:00.000Z"],
    ["2021-03-31T10:00:00+02:00", "2021-03-31T08:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
    ["2021-03-31T10:00:00.123456789Z", "2021-03-31T10:00:00.123Z"],
  ])("%s is %s", (text, instant) => {
    expect(FhirDateTime.parse(text)).toBe(instant);
  });

  it.each([
    "2021-02-29",
    "2021-13",
    "2021-03-31T25:00:00Z",
    "2021-03-31T10:00Z",
    "2021-03-31T10:00:00",
    "31.3.2021",
    "",
  ])("%s is none", (text) => {
    expect(FhirDateTime.safeParse(text).success).toBe(false);
  });
});

it("prefers the mobile phone, and keeps no old address", () => {
  const telecom = [
    { system: "phone", value: "312-555-0101", use: "home" },
    { system: "phone", value: "312-555-0100", use: "old" },
    { system: "fax", value: "312-555-0103" },
    { system: "email", value: "a@example.org" },
    { system: "phone", value: "312-555-0102", use: "mobile" },
  ];
  expect(read({ telecom }).contactPoints?.map((c) => [c.channel, c.address])).toEqual([
    ["sms", "312-555-0102"],
    ["sms", "312-555-0101"],
    ["email", "a@example.org"],
  ]);
});

it("says every attribute it owns, so that one that went away is removed", () => {
  expect(read({ address: [{ city: "Mesa", state: "Arizona" }] }).attributes).toEqual({
    state: "AZ",
    city: "Mesa",
    postalCode: null,
  });
});

it("a birth date known to the year is none", () => {
  expect(read({ birthDate: "1980" }).birthDate).toBeUndefined();
  expect(read({ birthDate: "1980-02-29" }).birthDate).toBe("1980-02-29");
});

it.each([
  [{ deceasedBoolean: true }, true],
  [{ deceasedDateTime: "2020" }, true],
  [{ deceasedBoolean: false }, false],
  [{}, false],
])("%j", (more, deceased) => {
  expect(read(more).deceased).toBe(deceased);
});

describe("where a letter goes", () => {
  const home = {
    use: "home",
    line: ["12 Oak St", "Apt 3"],
    city: "Boston",
    state: "Massachusetts",
    postalCode: "021081234",
  };
  const letters = (address: object[]) =>
    read({ address }).contactPoints?.filter(({ channel }) => channel === "letter");

  it("is the home, its state by code and its ZIP code with a hyphen", () => {
    const { line: lines, city } = home;
    expect(letters([{ ...home, use: "old" }, home])).toEqual([
      {
        channel: "letter",
        use: "home",
        postal: { lines, city, state: "MA", postalCode: "02108-1234", country: "US" },
      },
    ]);
  });

  it.each([
    ["without a ZIP code", { ...home, postalCode: undefined }, "12 Oak St\nApt 3\nBoston Massachusetts"],
    ["abroad", { ...home, country: "MX" }, "12 Oak St\nApt 3\nBoston Massachusetts 021081234"],
    ["in words alone", { text: "behind the mill, Boston" }, "behind the mill, Boston"],
  ])("is kept as it is %s, for staff to see", (_, address, text) => {
    expect(letters([address])).toEqual([{ channel: "letter", use: "home", address: text }]);
  });

  it("is nowhere without an address", () => {
    expect(letters([])).toEqual([]);
    expect(letters([{ use: "home" }])).toEqual([]);
  });
});
