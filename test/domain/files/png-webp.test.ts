import { describe, expect, it } from "vitest";
import { pictureOf } from "#lib/domain/files/picture.ts";
import { hex, hexOf, png, webp } from "#test/support/pictures.ts";

const kept = (bytes: Buffer): Buffer | undefined => pictureOf(bytes)?.bytes;

describe("a PNG", () => {
  it.each([
    ["of another signature", Buffer.concat([Buffer.from([0x88]), png.subarray(1)])],
    [
      "whose picture is before its head",
      Buffer.concat([png.subarray(0, 8), hex("00000000 49444154 00000000"), png.subarray(8)]),
    ],
    ["whose end is beyond its end", Buffer.concat([png.subarray(0, -12), hex("00000009 49454e44 00000000")])],
    ["without its picture", Buffer.concat([png.subarray(0, 33), hex("00000000 49454e44 00000000")])],
    ["with a part beyond its end", Buffer.concat([png.subarray(0, 33), hex("00000009 49444154 00000000")])],
  ])("is none %s", (_, bytes) => expect(kept(bytes)).toBeUndefined());
});

describe("a WebP", () => {
  const part = (name: string, body: Buffer, length = body.length): Buffer => {
    const head = Buffer.from(`${name}\0\0\0\0`, "latin1");
    head.writeUInt32LE(length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const whole = (...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
    head.writeUInt32LE(body.length + 4, 4);
    return Buffer.concat([head, body]);
  };
  const lossy = part("VP8 ", Buffer.alloc(4, 1));
  const lossless = part("VP8L", Buffer.alloc(4, 1));
  const extended = (flags: number, length = 10): Buffer =>
    part("VP8X", Buffer.from([flags, ...Array(length - 1).fill(1)]));

  it.each([
    ["lossy", whole(lossy)],
    ["lossless", whole(lossless)],
    ["of nothing but its name", whole(part("VP8 ", Buffer.alloc(0)))],
    ["of an odd length, filled up", whole(part("VP8L", Buffer.alloc(5, 1)))],
    [
      "with transparency and colours",
      whole(extended(0b0011_0000), part("ICCP", Buffer.alloc(2)), part("ALPH", Buffer.alloc(2)), lossy),
    ],
  ])("is kept %s", (_, bytes) => expect(hexOf(kept(bytes))).toBe(hexOf(bytes)));

  it("no longer says that it has Exif, XMP or an animation", () => {
    expect(hexOf(kept(whole(extended(0b1111_1111), lossy)))).toBe(hexOf(whole(extended(0b0011_0000), lossy)));
  });

  it.each([
    [
      "its Exif behind an odd part",
      whole(part("ALPH", Buffer.alloc(3)), lossy, part("EXIF", Buffer.alloc(3))),
      whole(part("ALPH", Buffer.alloc(3)), lossy),
    ],
    ["a part that nobody knows", whole(lossless, part("ZIP ", Buffer.alloc(2))), whole(lossless)],
  ])("leaves behind %s", (_, bytes, bare) => expect(hexOf(kept(bytes))).toBe(hexOf(bare)));

  it.each([
    ["of another family", Buffer.concat([Buffer.from("RIFX"), webp.subarray(4)])],
    ["of another kind of it", Buffer.concat([webp.subarray(0, 8), Buffer.from("WAVE"), webp.subarray(12)])],
    ["that draws nothing", whole(part("ICCP", Buffer.alloc(20)))],
    ["with a part beyond its end", whole(lossy, part("VP8L", Buffer.alloc(2), 9))],
    ["with a head too short", whole(extended(0, 8), lossy)],
    ["of a head alone", whole()],
    ["that promises more than came", whole(lossy).subarray(0, -1)],
  ])("is none %s", (_, bytes) => expect(kept(bytes)).toBeUndefined());
});
