const signature = Buffer.from("89504e470d0a1a0a", "hex");

/** ISO/IEC 15948: what draws the picture. Texts, times, Exif and chunks of somebody's own are not among them. */
const drawing = new Set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs".split(" "));

/** A PNG without what it tells beside the picture, or behind its end. Undefined where it is no whole PNG. */
export function barePng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const parts: Buffer[] = [signature];
  const names = new Set<string>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const next = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.subarray(at + 4, at + 8).toString("latin1");
    if (next > bytes.length || (names.size === 0 && name !== "IHDR")) return undefined;
    names.add(name);
    if (drawing.has(name)) parts.push(bytes.subarray(at, next));
    if (name === "IEND") return names.has("IDAT") ? Buffer.concat(parts) : undefined;
    at = next;
  }
  return undefined;
}
