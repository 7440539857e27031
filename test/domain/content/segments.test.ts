import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import { describeWithSharedData, sharedJson, sharedLines } from "#test/support/shared-data.ts";

describe("the segments of a text", () => {
  it.each([
    ["an empty text", "", "GSM-7", 1, 0],
    ["160 plain letters", "a".repeat(160), "GSM-7", 1, 160],
    ["161 plain letters", "a".repeat(161), "GSM-7", 2, 161],
    ["306 plain letters", "a".repeat(306), "GSM-7", 2, 306],
    ["307 plain letters", "a".repeat(307), "GSM-7", 3, 307],
    ["80 euro signs, two septets each", "€".repeat(80), "GSM-7", 1, 160],
    ["an escape that will not be split", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 3, 306],
    ["an escape that ends a part", `${"a".repeat(151)}€${"a".repeat(153)}`, "GSM-7", 2, 306],
    ["70 letters with an accent GSM lacks", "á".repeat(70), "UCS-2", 1, 70],
    ["71 letters with an accent GSM lacks", "á".repeat(71), "UCS-2", 2, 71],
    ["134 of them", "á".repeat(134), "UCS-2", 2, 134],
    ["an emoji that will not be split", `${"á".repeat(66)}😀${"á".repeat(66)}`, "UCS-2", 3, 134],
    ["a line end, cut between CR and LF", `${"á".repeat(66)}\r\n${"á".repeat(66)}`, "UCS-2", 2, 134],
    ["a Hindi conjunct, cut as gateways do", `${"á".repeat(65)}क्ष${"á".repeat(66)}`, "UCS-2", 2, 134],
    ["a Thai letter with its marks, not cut", `${"á".repeat(65)}ก็ำ${"á".repeat(66)}`, "UCS-2", 3, 134],
  ])("of %s", (_what, text, encoding, segments, units) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, segments, units });
  });

  it("names each character that makes the text dear, once", () => {
    expect(segmentsOf("It’s María’s turn 👍🏽").culprits).toEqual(["’", "í", "👍🏽"]);
    expect(segmentsOf("It's her turn").culprits).toEqual([]);
  });

  it("keeps the letters that GSM has of Spanish, German and Greek", () => {
    expect(segmentsOf("ñÑéüÜ¿¡ äöß ΔΩ §£€[]{}").encoding).toBe("GSM-7");
    expect(segmentsOf("á").encoding).toBe("UCS-2");
    expect(segmentsOf("`").encoding).toBe("UCS-2");
  });

  it("has no culprits in GSM-7 and always some in UCS-2", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const { encoding, segments, units, culprits } = segmentsOf(text);
        expect(culprits.length > 0).toBe(encoding === "UCS-2");
        const part = encoding === "UCS-2" ? 67 : 153;
        expect(segments === 1 || segments >= Math.ceil(units / part)).toBe(true);
        if (encoding === "UCS-2") expect(units).toBe(text.length);
      }),
    );
  });
});

type Vector = { text: string; encoding: string; segments: number };

describeWithSharedData("equals Twilio's calculator (03-sms)", () => {
  const differing = (vectors: Vector[]) => {
    expect(vectors.length).toBeGreaterThan(0);
    return vectors.filter(({ text, encoding, segments }) => {
      const ours = segmentsOf(text);
      return ours.encoding !== encoding || ours.segments !== segments;
    });
  };

  it("on its own test vectors", () => {
    const vectors = sharedJson<(Omit<Vector, "text"> & { body: string })[]>("03-sms/segments-twilio.json");
    expect(differing(vectors.map(({ body, ...rest }) => ({ text: body, ...rest })))).toEqual([]);
  });

  it("on thousands of real messages", () => {
    expect(differing(sharedLines<Vector>("03-sms/uci-sms-with-segments.ndjson"))).toEqual([]);
  });
});
