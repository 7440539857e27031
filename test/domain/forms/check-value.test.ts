import { describe, expect, it } from "vitest";
import type { Value } from "#lib/domain/forms/answers.ts";
import { checkValue, isOffered } from "#lib/domain/forms/check-value.ts";
import { anItem, core, sdc } from "#test/support/forms.ts";

/** What is found, as `code` or `code: limit`. */
const found = (item: object, type: Value["type"], value: unknown): string[] =>
  checkValue(anItem(item), { type, value }).map(({ code, limit, text }) => {
    expect(text, "words for a developer").toMatch(/^\w.*\.$/);
    return limit === undefined ? code : `${code}: ${limit}`;
  });

const rule = (name: string, valueInteger: number) => ({ extension: [core(name, { valueInteger })] });

describe("a date or time", () => {
  it.each<[Value["type"], string, boolean]>([
    ["Date", "2026", true],
    ["Date", "2026-02", true],
    ["Date", "2028-02-29", true],
    ["Date", "2026-02-29", false],
    ["Date", "2026-13", false],
    ["Date", "2026-00", false],
    ["Date", "2026-01-32", false],
    ["Date", "2026-1-1", false],
    ["Date", "02026-01-01", false],
    ["Date", "tomorrow", false],
    ["DateTime", "2026", true],
    ["DateTime", "2026-10-31T23:59:00-05:00", true],
    ["DateTime", "2026-10-31T24:00", false],
    ["DateTime", "2026-10-31T10:60", false],
    ["DateTime", "2026-02-30T10:00:00Z", false],
    ["Time", "23:59", true],
    ["Time", "00:00:59.123", true],
    ["Time", "10:00:59.123456", true],
    ["Time", "24:00:00", false],
    ["Time", "10:60", false],
    ["Time", "10:00:60", false],
    ["Time", "10", false],
    ["Time", "at 10:00", false],
  ])("%s %s has its shape and is on the calendar: %s", (type, value, fits) => {
    expect(found({}, type, value)).toEqual(fits ? [] : ["format"]);
  });

  it("is named to whoever wrote the form's client", () => {
    expect(checkValue(anItem({}), { type: "Date", value: "x" })[0]?.text).toBe("This is no date.");
  });
});

describe("a text", () => {
  const pattern = (valueString: string) => ({ extension: [core("regex", { valueString })] });

  it.each<[string, object, string, string[]]>([
    ["of as many characters as it may have", { maxLength: 3 }, "abc", []],
    ["of more", { maxLength: 3 }, "abcd", ["too_long: 3"]],
    ["of as many as it must have", rule("minLength", 3), "abc", []],
    ["of fewer", rule("minLength", 3), "ab", ["too_short: 3"]],
    ["of a whole pattern", pattern("a|bc"), "bc", []],
    ["with more before it", pattern("a|bc"), "xa", ["pattern"]],
    ["with more after it", pattern("a|bc"), "bcx", ["pattern"]],
    ["of letters beyond the first plane", pattern("."), "𝒜", []],
    ["with a pattern of a hundred characters", pattern("x{1,2}".padEnd(100, "y")), "no", ["pattern"]],
    ["with a pattern too long to be tried", pattern("x{1,2}".padEnd(101, "y")), "no", []],
    ["of five hundred characters against a pattern", pattern("x"), "y".repeat(500), ["pattern"]],
    ["too long to be tried against it", pattern("x"), "y".repeat(501), []],
    ["of one line", { type: "string" }, "one", []],
    ["of two lines where it is one", { type: "string" }, "one\ntwo", ["line_break"]],
    ["of two lines where it may be", { type: "text" }, "one\ntwo", []],
  ])("%s", (_, item, told, codes) => expect(found(item, "String", told)).toEqual(codes));

  it("of an address is measured, and a number is not", () => {
    expect(found({ type: "url", maxLength: 3 }, "Uri", "abcd")).toEqual(["too_long: 3"]);
    expect(found({ maxLength: 3 }, "Integer", 12345)).toEqual([]);
  });

  it("of two lines is taken, with a warning", () => {
    expect(checkValue(anItem({}), { type: "String", value: "a\rb" })).toMatchObject([
      { code: "line_break", severity: "warning" },
    ]);
  });
});

describe("a number", () => {
  it.each<[string, object, Value["type"], number, string[]]>([
    ["of as many places as it may have", rule("maxDecimalPlaces", 2), "Decimal", 1.25, []],
    ["of more", rule("maxDecimalPlaces", 2), "Decimal", 1.125, ["decimals: 2"]],
    ["without any", rule("maxDecimalPlaces", 0), "Decimal", 7, []],
    ["that is whole by its type", rule("maxDecimalPlaces", 0), "Integer", 1.5, []],
    ["with no rule for its places", {}, "Decimal", 1.123456, []],
    ["at its least", rule("minValue", 3), "Integer", 3, []],
    ["below it", rule("minValue", 3), "Integer", 2, ["below: 3"]],
    ["at its most", rule("maxValue", 3), "Decimal", 3, []],
    ["above it", rule("maxValue", 3), "Decimal", 3.1, ["above: 3"]],
  ])("%s", (_, item, type, value, codes) =>
    expect(found({ type: "decimal", ...item }, type, value)).toEqual(codes),
  );

  it("is not held against the limit of a date or of a quantity, which is meant for another answer", () => {
    const date = { extension: [core("minValue", { valueDate: "2026-01-01" })] };
    expect(found(date, "Integer", 1)).toEqual([]);
    const quantity = {
      extension: [sdc("minQuantity", { valueQuantity: { value: 5, system: "u", code: "kg" } })],
    };
    expect(found(quantity, "Integer", 1)).toEqual([]);
    expect(found(rule("minValue", 5), "Quantity", { value: 1 })).toEqual([]);
  });

  it("of a date is held against a date", () => {
    const date = { extension: [core("minValue", { valueDate: "2026-01-01" })] };
    expect(found(date, "Date", "2025-12-31")).toEqual(["below: 2026-01-01"]);
  });
});

describe("a quantity", () => {
  const kilo = { system: "u", code: "kg" };
  const most = {
    type: "quantity",
    extension: [sdc("maxQuantity", { valueQuantity: { value: 5, ...kilo } })],
  };
  const bare = {
    type: "quantity",
    extension: [sdc("maxQuantity", { valueQuantity: { value: 5, unit: "kg" } })],
  };

  it.each([
    ["at its most", most, { value: 5, ...kilo }, []],
    ["above it", most, { value: 6, ...kilo }, ["above: 5 kg"]],
    ["of another unit", most, { value: 6, system: "u", code: "g" }, ["incomparable: 5 kg"]],
    ["of no code", most, { value: 6, unit: "kg" }, ["incomparable: 5 kg"]],
    ["with a code against a limit without", bare, { value: 6, unit: "kg", ...kilo }, ["incomparable: 5 kg"]],
    [
      "with a code of no system",
      { type: "quantity", extension: [sdc("maxQuantity", { valueQuantity: { value: 5, code: "kg" } })] },
      { value: 6, code: "kg" },
      ["incomparable: 5 kg"],
    ],
    ["without a code against a limit without", bare, { value: 6, unit: "kg" }, ["incomparable: 5 kg"]],
  ])("%s", (_, item, value, codes) => expect(found(item, "Quantity", value)).toEqual(codes));

  const unit = (valueCoding: object) => core("questionnaire-unitOption", { valueCoding });
  const units = [
    unit({ ...kilo, display: "kilo" }),
    unit({ system: "u", code: "g" }),
    unit({ display: "stone" }),
  ];

  it.each([
    ["of its first unit", units, kilo, []],
    ["of its second unit", units, { system: "u", code: "g" }, []],
    ["of a unit by name", units, { unit: "stone" }, []],
    ["of another unit by name", units, { unit: "pound" }, ["unit: kilo, g, stone"]],
    ["of another unit", units, { system: "u", code: "t" }, ["unit: kilo, g, stone"]],
    ["of that code in another system", units, { system: "v", code: "g" }, ["unit: kilo, g, stone"]],
    ["of any unit where none is named", [], { system: "u", code: "t" }, []],
    [
      "of any unit where one's own is taken",
      [...units, sdc("unitOpen", { valueCode: "optionsOrString" })],
      { unit: "pound" },
      [],
    ],
  ])("%s", (_, extension, told, codes) => {
    expect(found({ type: "quantity", extension }, "Quantity", { value: 1, ...told })).toEqual(codes);
  });
});

describe("an attachment", () => {
  const most = (bytes: number) => core("maxSize", { valueDecimal: bytes });
  const media = (valueCode: string) => core("mimeType", { valueCode });
  const images = [media("image/png"), media("image/jpeg")];

  it.each<[string, object[], object, string[]]>([
    ["of the bytes it says", [], { data: "YWJj", size: 3 }, []],
    ["of one filler less", [], { data: "YWI=", size: 2 }, []],
    ["of two fillers less", [], { data: "YQ==", size: 1 }, []],
    ["with blanks in it and behind it", [], { data: "YQ\n== \n", size: 1 }, []],
    ["of other bytes than it says", [], { data: "YWJj", size: 4 }, ["size"]],
    ["of as many bytes as it may have", [most(3)], { data: "YWJj" }, []],
    ["of more", [most(2)], { data: "YWJj" }, ["too_big: 2"]],
    ["that says more", [most(2)], { size: 3 }, ["too_big: 2"]],
    ["that says nothing of its bytes", [most(2)], { url: "https://example.org" }, []],
    ["of any size where none is set", [], { size: 9e9 }, []],
    ["of one of its media", images, { contentType: "image/jpeg" }, []],
    ["of another", images, { contentType: "text/html" }, ["media: image/png, image/jpeg"]],
    ["of none said", images, {}, []],
    ["of any media where none is set", [], { contentType: "text/html" }, []],
  ])("%s", (_, extension, value, codes) => {
    expect(found({ type: "attachment", extension }, "Attachment", value)).toEqual(codes);
  });

  it("alone is measured: a text that holds the same parts is none", () => {
    expect(found({ extension: images }, "Coding", { contentType: "text/html" })).toEqual([]);
  });
});

describe("a reference", () => {
  const to = (valueCode: string) => core("questionnaire-referenceResource", { valueCode });

  it.each<[string, object[], string | undefined, string[]]>([
    ["to any resource", [], "Patient/1", []],
    [
      "to a resource elsewhere, in one version",
      [to("Patient")],
      "https://example.org/fhir/Patient/1/_history/2",
      [],
    ],
    ["to one of those meant", [to("Practitioner"), to("Patient")], "Patient/1", []],
    ["to another", [to("Practitioner"), to("Group")], "Patient/1", ["resource: Practitioner, Group"]],
    ["by a name that no resource could have", [], "Person2/1", []],
    ["to what FHIR does not know", [], "Doctor/1", ["resource"]],
    ["to what FHIR does not know, though it is meant", [to("Doctor")], "Doctor/1", ["resource"]],
    ["by no address", [to("Patient")], undefined, []],
    ["by an address that names none", [to("Patient")], "urn:uuid:1", []],
  ])("%s", (_, extension, reference, codes) => {
    expect(found({ type: "reference", extension }, "Reference", { reference })).toEqual(codes);
  });
});

describe("an answer is one of those offered", () => {
  const option = (value: Value) => ({ value, exclusive: false });
  const options = [
    option({ type: "Coding", value: { code: "x" } }),
    option({ type: "String", value: "Blue" }),
  ];

  it.each<[string, string, typeof options | undefined, Value, boolean]>([
    ["when it is", "choice", options, { type: "Coding", value: { code: "x", display: "X" } }, true],
    ["when it is the last", "choice", options, { type: "String", value: "Blue" }, true],
    [
      "when nothing is known to be offered",
      "choice",
      undefined,
      { type: "Coding", value: { code: "y" } },
      true,
    ],
    ["not when it is another", "choice", options, { type: "Coding", value: { code: "y" } }, false],
    ["not in one's own words", "choice", options, { type: "String", value: "Pink" }, false],
    ["in one's own words where they may be", "open-choice", options, { type: "String", value: "Pink" }, true],
    [
      "not by another code though one's own words may be",
      "open-choice",
      options,
      { type: "Coding", value: { code: "y" } },
      false,
    ],
  ])("%s", (_, type, offered, value, is) => {
    expect(isOffered(anItem({ type }), offered, value)).toBe(is);
  });
});
