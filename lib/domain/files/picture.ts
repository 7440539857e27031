import { bareJpeg } from "./jpeg.ts";
import { barePng } from "./png.ts";
import { bareWebp } from "./webp.ts";

const kinds = [
  ["image/jpeg", bareJpeg],
  ["image/png", barePng],
  ["image/webp", bareWebp],
] as const;

/**
 * What a page takes: what every browser shows. HEIC is left out on purpose: an iPhone then sends a JPEG by itself, and
 * few desks of a clinic can open the other.
 */
export const pictureTypes = kinds.map(([type]) => type);
export type PictureType = (typeof kinds)[number][0];
export type Picture = { type: PictureType; bytes: Buffer };

/** One photo as it is kept. Beyond this, a photo says nothing more of a card. */
export const mostPhoto = 4_000_000;
/** A drawn line of ink. */
export const mostDrawing = 100_000;
/**
 * A whole request with a photo: Lambda takes 6 MiB with the body in base 64
 * (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), the headers twice among them.
 */
export const mostUpload = 4_400_000;

/** Bodies that a gateway must hand on as bytes (in base 64), because as text they would be bent. */
export const binaryMedia = ["multipart/form-data"] as const;

/**
 * What the bytes are, whatever their name and type say: told by walking through them to their end. What is not part of
 * the picture is left out, so that nothing else (a place, a script, an archive) travels in it. Undefined where they are
 * no whole picture of a kind we take.
 */
export function pictureOf(bytes: Buffer): Picture | undefined {
  for (const [type, bare] of kinds) {
    const found = bare(bytes);
    if (found) return { type, bytes: found };
  }
  return undefined;
}

export type Accepted = Picture | { refused: "media" | "too_big" };

/** A picture that may be kept, of at most so many bytes. */
export function acceptPicture(bytes: Buffer, most: number): Accepted {
  if (bytes.length > most) return { refused: "too_big" };
  return pictureOf(bytes) ?? { refused: "media" };
}
