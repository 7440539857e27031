/** Whole pictures of one pixel, and what a phone, or somebody worse, puts beside it. */

const at64 = (text: string): Buffer => Buffer.from(text, "base64");

export const png = at64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
export const webp = at64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
export const jpeg = at64(
  "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=",
);

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** The JPEG with more segments before its picture. */
export const jpegWith = (...segments: [marker: number, body: string | Buffer][]): Buffer =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    ...segments.map(([marker, body]) => segment(marker, Buffer.from(body as string, "latin1"))),
    jpeg.subarray(2),
  ]);

/** Exif, little endian: which way is up, and where it was taken (the text stands for the rest of it). */
export const exif = (orientation: number, rest: string): Buffer => {
  const tiff = Buffer.from(
    "49492a0008000000" + "0100" + "1201" + "0300" + "01000000" + "00000000" + "00000000",
    "hex",
  );
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from(rest, "latin1")]);
};

/** A JPEG of about so many bytes. */
export const jpegOf = (bytes: number): Buffer =>
  Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(bytes, 0x55), jpeg.subarray(-2)]);

export const chunk = (name: string, body: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, Buffer.from(body, "latin1"), Buffer.alloc(4)]);
};

/** The PNG with more chunks after its head. */
export const pngWith = (...chunks: Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** The WebP with one more chunk behind its picture. */
export const webpWith = (name: string, body: string): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 0, "latin1");
  head.writeUInt32LE(body.length, 4);
  const whole = Buffer.concat([webp, head, Buffer.from(body, "latin1")]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
};

/** Bytes as they are written, blanks between them or not, and back. */
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");
export const hexOf = (bytes: Buffer | undefined): string | undefined => bytes?.toString("hex");
