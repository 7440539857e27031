import { describe, expect, it } from "vitest";
import { pictureOf } from "#lib/domain/files/picture.ts";
import { exif, hex, hexOf, jpeg, jpegWith } from "#test/support/pictures.ts";

const kept = (bytes: Buffer): Buffer | undefined => pictureOf(bytes)?.bytes;

/** A JPEG of these segments, then a scan of this data. */
const scanned = (data: string, before = ""): Buffer => hex(`ffd8 ${before} ffda0002 ${data} ffd9`);

describe("a JPEG", () => {
  it.each([
    ["with one scan", scanned("1122")],
    ["with an escaped ff in its data", scanned("11ff0022")],
    ["with fillers before its end", scanned("11ffff")],
    ["with restarts in its data", scanned("ffd011ffd722")],
    ["with a table between two scans", scanned("11 ffc40003aa ffda0002 22")],
    [
      "with the first and last of its frames and tables",
      scanned("11", "ffc00002 ffcf0002 ffdb0002 ffdf0002"),
    ],
  ])("is kept %s", (_, bytes) => expect(hexOf(kept(bytes))).toBe(hexOf(bytes)));

  it("is kept without the fillers between its segments", () => {
    expect(hexOf(kept(scanned("11", "ffffffdb0003aa")))).toBe(hexOf(scanned("11", "ffdb0003aa")));
  });

  it.each([
    ["whose first byte is another", hex("fed8 ffda0002 11 ffd9")],
    ["whose second byte is another", hex("ffd7 ffda0002 11 ffd9")],
    ["whose third byte is another", hex("ffd8 feda0002 11 ffd9")],
    ["with a segment that is shorter than its length", scanned("11", "ffdb0001")],
    ["with a scan that is shorter than its own length", hex("ffd8 ffda0001 11 ffd9")],
    ["with a segment beyond its end", hex("ffd8 ffda0009 11 ffd9")],
    ["with what is no marker between two segments", scanned("11", "ffdb0002 aadb0002")],
    ["with a marker before the frames", scanned("11", "ffbf0002")],
    ["with a restart outside a scan", scanned("11", "ffd00002")],
    ["with another start inside", scanned("11", "ffd80002")],
    ["with a marker behind those of its programs", scanned("11", "fff00002")],
    ["without an end of its scan", hex("ffd8 ffda0002 1122")],
    ["that ends in the middle of a marker", hex("ffd8 ffda0002 1122ff")],
    ["without a scan", hex("ffd8 ffdb0002 ffd9")],
    ["without a scan, but with an end of some length", hex("ffd8 ffdb0002 ffd90002")],
  ])("is none %s", (_, bytes) => expect(kept(bytes)).toBeUndefined());

  const profile = "ICC_PROFILE\0";
  it.each([
    ["a preview where JFIF stands", 0xe0, "JFXX\0preview"],
    ["pictures beside the colours", 0xe2, "MPF\0more pictures"],
    ["what is not Adobe's", 0xee, "Abode"],
    ["XMP where Exif stands", 0xe1, "http://ns.adobe.com/xap/1.0/\0"],
    ["what calls itself a profile elsewhere", 0xe3, profile],
    ["what calls itself JFIF elsewhere", 0xef, "JFIF\0"],
    ["what calls itself Adobe's elsewhere", 0xe4, "Adobe"],
    ["a comment", 0xfe, "JFIF\0"],
    ["Exif elsewhere", 0xe5, exif(6, "").toString("latin1")],
    ["Exif of another name", 0xe1, exif(6, "").toString("latin1").replace("Exif", "Fixe")],
  ])("leaves behind %s", (_, marker, body) => {
    expect(hexOf(kept(jpegWith([marker, body])))).toBe(hexOf(jpeg));
  });

  /** Exif whose directory stands at `at`, of these entries of 12 bytes, in big or little endian. */
  const turned = (
    entries: [tag: number, value: number][],
    { big = true, at = 8, told = entries.length } = {},
  ): Buffer => {
    const tiff = Buffer.alloc(at + 2 + entries.length * 12);
    const short = (value: number, place: number) =>
      big ? tiff.writeUInt16BE(value, place) : tiff.writeUInt16LE(value, place);
    tiff.write(big ? "MM" : "II", 0, "latin1");
    if (big) tiff.writeUInt32BE(at, 4);
    else tiff.writeUInt32LE(at, 4);
    short(told, at);
    for (const [i, [tag, value]] of entries.entries()) {
      short(tag, at + 2 + i * 12);
      short(value, at + 10 + i * 12);
    }
    return jpegWith([0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff])]);
  };
  const up = (orientation: number): string =>
    `ffd8ffe100224578696600004d4d002a0000000800010112000300000001000${orientation}000000000000`;
  const way = (bytes: Buffer): number | undefined => {
    const found = hexOf(kept(bytes)) ?? "";
    return [1, 2, 3, 4, 5, 6, 7, 8, 9].find((orientation) => found.startsWith(up(orientation)));
  };

  it.each([
    ["as it says", turned([[0x0112, 6]]), 6],
    ["as it says in little endian", turned([[0x0112, 6]], { big: false }), 6],
    ["mirrored", turned([[0x0112, 2]]), 2],
    ["turned and mirrored", turned([[0x0112, 8]]), 8],
    [
      "as it says behind other entries",
      turned([
        [0x010f, 3],
        [0x0110, 4],
        [0x0112, 5],
      ]),
      5,
    ],
    ["as it says in a directory further behind", turned([[0x0112, 6]], { at: 20 }), 6],
    ["as it is, where it says so", turned([[0x0112, 1]]), undefined],
    ["as it is, where it says nonsense", turned([[0x0112, 9]]), undefined],
    ["as it is, where it says nothing", turned([[0x010f, 6]]), undefined],
    ["as it is, where it has no entries", turned([]), undefined],
    [
      "as it is, where its entries do not reach there",
      turned(
        [
          [0x010f, 1],
          [0x0112, 6],
        ],
        { told: 1 },
      ),
      undefined,
    ],
    [
      "as it is, where it promises more entries than it has",
      turned([[0x010f, 6]], { told: 60_000 }),
      undefined,
    ],
    [
      "as it is, beyond two hundred entries",
      turned([...Array(200).fill([0x010f, 1]), [0x0112, 6]] as [number, number][]),
      undefined,
    ],
    [
      "as its two hundredth entry says",
      turned([...Array(199).fill([0x010f, 1]), [0x0112, 6]] as [number, number][]),
      6,
    ],
    ["as it is, where its Exif is cut off", jpegWith([0xe1, "Exif\0\0MM"]), undefined],
    [
      "as the first says, where two entries do",
      turned([
        [0x0112, 3],
        [0x0112, 6],
      ]),
      3,
    ],
  ])("stands %s", (_, bytes, orientation) => expect(way(bytes)).toBe(orientation));
});
