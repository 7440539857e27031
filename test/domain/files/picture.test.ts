import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptPicture, pictureOf } from "#lib/domain/files/picture.ts";
import { chunk, exif, jpeg, jpegOf, jpegWith, png, pngWith, webp, webpWith } from "#test/support/pictures.ts";

const secret = "GPS 41.8781 -87.6298 <script>alert(1)</script> Maria";
const zip = Buffer.from("PK\u0003\u0004 an archive", "latin1");

describe("a picture", () => {
  it.each([
    ["image/jpeg", jpeg],
    ["image/png", png],
    ["image/webp", webp],
  ])("is told by its bytes, and kept as it is where it says nothing else: %s", (type, bytes) => {
    expect(pictureOf(bytes)).toEqual({ type, bytes });
  });

  it.each([
    ["Exif of a JPEG", jpegWith([0xe1, `Exif\0\0${secret}`]), jpeg],
    ["XMP of a JPEG", jpegWith([0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`]), jpeg],
    [
      "IPTC, maker's notes and a comment of a JPEG",
      jpegWith([0xed, secret], [0xe5, secret], [0xfe, secret]),
      jpeg,
    ],
    [
      "texts, Exif and time of a PNG",
      pngWith(chunk("tEXt", secret), chunk("eXIf", secret), chunk("prVt", secret)),
      png,
    ],
    ["Exif of a WebP", webpWith("EXIF", secret.padEnd(54)), webp],
    ["XMP of a WebP", webpWith("XMP ", secret.padEnd(54)), webp],
    ["an archive behind a JPEG", Buffer.concat([jpeg, zip]), jpeg],
    ["a page behind a PNG", Buffer.concat([png, Buffer.from(secret)]), png],
    ["an archive behind a WebP", Buffer.concat([webp, zip]), webp],
  ])("leaves behind what it tells beside itself: %s", (_, bytes, bare) => {
    expect(pictureOf(bytes)?.bytes.equals(bare)).toBe(true);
  });

  it("stands the right way up, and tells no place with it", () => {
    const kept = pictureOf(jpegWith([0xe1, exif(6, secret)]))?.bytes as Buffer;
    expect(kept.includes("GPS")).toBe(false);
    const again = pictureOf(kept)?.bytes as Buffer;
    expect(again.equals(kept)).toBe(true);
    expect(kept.subarray(2, 38).toString("hex")).toBe(
      "ffe100224578696600004d4d002a000000080001011200030000000100060000" + "00000000",
    );
    expect(pictureOf(jpegWith([0xe1, exif(1, secret)]))?.bytes.equals(jpeg)).toBe(true);
  });

  it("keeps its colours", () => {
    const colours = jpegWith([0xe2, "ICC_PROFILE\0profile"], [0xee, "Adobe transform"]);
    expect(pictureOf(colours)?.bytes.equals(colours)).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a drawing that may run scripts", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["a PDF", "%PDF-1.7"],
    ["an animation", "GIF89a\u0001\0\u0001\0"],
    ["HEIC", "\0\0\0\u0018ftypheic"],
    ["a JPEG in its first bytes only", "\u00ff\u00d8\u00ff\u00e0<script>"],
    ["a PNG in its first bytes only", "\u0089PNG\r\n\u001a\n<script>alert(1)</script> and more"],
  ])("is not %s", (_, text) => {
    expect(pictureOf(Buffer.from(text, "latin1"))).toBeUndefined();
  });

  it.each([jpeg, png, webp])("is whole or none", (bytes) => {
    for (let length = 0; length < bytes.length; length++)
      expect(pictureOf(bytes.subarray(0, length))).toBeUndefined();
  });

  it("of at most so many bytes is taken", () => {
    const size = jpegOf(1000).length;
    expect(acceptPicture(jpegOf(1000), size)).toMatchObject({ type: "image/jpeg" });
    expect(acceptPicture(jpegOf(1000), size - 1)).toEqual({ refused: "too_big" });
    expect(acceptPicture(Buffer.from("no picture"), size)).toEqual({ refused: "media" });
  });

  it("is read in bounded steps and never grows, whatever bytes come", () => {
    const start = fc.constantFrom(jpeg, png, webp, Buffer.alloc(0));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), fc.nat(300), (whole, noise, at) => {
        const bytes = Buffer.from(whole);
        Buffer.from(noise).copy(bytes, Math.min(at, bytes.length));
        const picture = pictureOf(Buffer.concat([bytes, noise]));
        if (!picture) return;
        // An orientation is said anew in 36 bytes.
        expect(picture.bytes.length).toBeLessThanOrEqual(bytes.length + noise.length + 36);
        expect(pictureOf(picture.bytes)).toEqual(picture);
      }),
      { numRuns: 2000 },
    );
  });
});
