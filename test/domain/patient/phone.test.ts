import { describe, expect, it } from "vitest";
import { parsePhone } from "#lib/domain/patient/phone.ts";
import { describeWithSharedData, sharedLines } from "#test/support/shared-data.ts";

describe("a phone number", () => {
  it.each([
    ["(617) 253-1000", "+16172531000"],
    ["617.253.1000 ", "+16172531000"],
    ["1-617-253-1000", "+16172531000"],
    ["tel:+1-617-253-1000", "+16172531000"],
    ["Home: 617 253 1000", "+16172531000"],
    ["+44 20 7946 0018", "+442079460018"],
    ["１６１７２５３１０００", "+16172531000"],
  ])("written %j is %s", (text, e164) => {
    expect(parsePhone(text)).toMatchObject({ ok: true, e164 });
  });

  it.each([
    ["", "not_a_number"],
    ["call my daughter", "not_a_number"],
    ["617-555-0199/617-555-0188", "too_long"],
    ["6", "too_short"],
    ["617-253-1000 or 253-1001", "not_a_number"],
    ["+16172531000abc", "not_a_number"],
    ["911", "invalid"],
    ["999-999-9999", "invalid"],
    ["+999 123 4567", "invalid"],
  ])("written %j is refused: %s", (text, reason) => {
    expect(parsePhone(text)).toEqual({ ok: false, reason });
  });

  it.each(["555-123-4567", "+1 555 987 6543", "555-555-5555"])("of Synthea (%s) reaches nobody", (text) => {
    expect(parsePhone(text)).toEqual({ ok: false, reason: "invalid" });
  });

  it("tells a mobile from a landline where the numbering plan does", () => {
    expect(parsePhone("07400 123456", "GB")).toMatchObject({ ok: true, type: "MOBILE" });
    expect(parsePhone("020 7946 0018", "GB")).toMatchObject({ ok: true, type: "FIXED_LINE" });
    expect(parsePhone("800-234-5678")).toMatchObject({ ok: true, type: "TOLL_FREE" });
  });

  it("names the extension, behind which no text arrives", () => {
    expect(parsePhone("(617) 253-1000 x4321")).toMatchObject({ e164: "+16172531000", extension: "4321" });
  });
});

type Example = { region: string; input: string; e164?: string; valid?: boolean; type?: string };

/** Where the pinned metadata and the material's (google-libphonenumber 3.2.47) are of different months. */
const otherMetadata = new Set(["TA 8999", "ZW 013 12345"]);

describeWithSharedData("equals Google's libphonenumber (03-sms/phone)", () => {
  const examples = sharedLines<Example>("03-sms/phone/libphonenumber-examples.ndjson");
  const same = examples.filter((e) => !otherMetadata.has(`${e.region} ${e.input}`));

  it("on what is valid, in E.164 and by kind of line", () => {
    const valid = same.filter((e) => e.valid);
    const ours = valid.map((e) => ({ ...e, ...parsePhone(e.input, e.region) }));
    expect(valid.length).toBeGreaterThan(500);
    expect(ours.map(({ ok, e164, type }) => ({ ok, e164, type }))).toEqual(
      valid.map(({ e164, type }) => ({ ok: true, e164, type })),
    );
  });

  it("on what is not", () => {
    const invalid = same.filter((e) => !e.valid);
    expect(invalid.length).toBeGreaterThan(0);
    expect(invalid.filter((e) => parsePhone(e.input, e.region).ok)).toEqual([]);
  });
});
