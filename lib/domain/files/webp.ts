/** RFC 9649: the picture, its transparency and its colours; Exif, XMP, animations and unknown chunks are left out. */
const drawing = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP"]);
/** Bits of VP8X that stay true: transparency and colours. */
const stillTrue = 0b0011_0000;

/** A WebP picture without what it tells beside it, or behind its end. Undefined where it is no whole, still WebP. */
export function bareWebp(bytes: Buffer): Buffer | undefined {
  const says = (at: number): string => bytes.subarray(at, at + 4).toString("latin1");
  if (says(0) !== "RIFF" || says(8) !== "WEBP") return undefined;
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return undefined;
  const parts: Buffer[] = [];
  let drawn = false;
  for (let at = 12; at + 8 <= whole; ) {
    const name = says(at);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > whole || (name === "VP8X" && length < 10)) return undefined;
    drawn ||= name === "VP8 " || name === "VP8L";
    if (drawing.has(name))
      parts.push(name === "VP8X" ? still(bytes.subarray(at, next)) : bytes.subarray(at, next));
    at = next;
  }
  if (!drawn) return undefined;
  const body = Buffer.concat(parts);
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function still(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk);
  copy[8] = (copy[8] as number) & stillTrue;
  return copy;
}
