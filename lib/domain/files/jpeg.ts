/** ITU-T T.81 Annex B: markers with nothing behind them; of a scan's data, they are part of it. */
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** What draws the picture: frames, tables, scans. All else may tell of whom, where and when. */
const isDrawing = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf);
/** APP0 to APP15 and comments. */
const isTelling = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

const start = [0xff, 0xd8];
const end = [0xff, 0xd9];

/**
 * A JPEG without what it tells beside the picture (Exif with its place and time, XMP, IPTC, comments, previews, other
 * files behind its end). Kept: colours (JFIF, ICC, Adobe) and which way is up. Undefined where it is no whole JPEG.
 */
export function bareJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const parts: Buffer[] = [Buffer.from(start)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return undefined;
    const segment = bytes.subarray(at, next);
    at = next;
    if (isTelling(marker)) parts.push(...keptOf(marker, segment));
    else if (isDrawing(marker)) parts.push(segment);
    else return undefined;
    if (marker !== 0xda) continue;
    at = scanEnd(bytes, next);
    parts.push(bytes.subarray(next, at));
    if (bytes[at + 1] === 0xd9) return Buffer.concat([...parts, Buffer.from(end)]);
  }
  return undefined;
}

/** Where the data of a scan ends: at the next marker that is none of its own. */
function scanEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !isRestart(marker)) return at;
    at += marker === 0xff ? 1 : 2;
  }
}

function keptOf(marker: number, segment: Buffer): Buffer[] {
  const names = (text: string): boolean => segment.subarray(4, 4 + text.length).toString("latin1") === text;
  if (marker === 0xe0 && names("JFIF\0")) return [segment];
  if (marker === 0xe2 && names("ICC_PROFILE\0")) return [segment];
  if (marker === 0xee && names("Adobe")) return [segment];
  const turned = marker === 0xe1 && names("Exif\0\0") ? orientationOf(segment.subarray(10)) : undefined;
  return turned ? [upright(turned)] : [];
}

/** Exif 2.3 tag 0x0112, 1 to 8, of the first directory; undefined where it stands as it is. */
function orientationOf(tiff: Buffer): number | undefined {
  const big = tiff.subarray(0, 2).toString("latin1") === "MM";
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : big ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at);
  const long = (at: number): number =>
    at + 4 > tiff.length ? 0 : big ? tiff.readUInt32BE(at) : tiff.readUInt32LE(at);
  const directory = long(4);
  const entries = Math.min(short(directory), 200);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    const value = short(entry + 8);
    if (short(entry) === 0x0112) return value > 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An Exif segment that says which way is up, and nothing else. */
const upright = (orientation: number): Buffer =>
  Buffer.from(`ffe100224578696600004d4d002a0000000800010112000300000001000${orientation}000000000000`, "hex");
