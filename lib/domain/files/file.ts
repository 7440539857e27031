import { hash } from "node:crypto";
import * as z from "zod";
import { plusMs } from "../time/instant.ts";
import { Instant } from "../words.ts";
import { type Picture, pictureTypes } from "./picture.ts";

/**
 * What is known of a picture that a patient sent; its bytes are kept under the same id (ports.ts, Files). The id is
 * random, so that nobody finds one by counting, and holds its patient like every id of theirs.
 */
export const StoredFile = z.object({
  id: z.string(),
  patientId: z.string(),
  /** The form it was sent with, and the item of it. */
  responseId: z.string(),
  linkId: z.string(),
  contentType: z.enum(pictureTypes),
  /** Bytes. */
  size: z.int(),
  /** SHA-256 of the bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  receivedAt: Instant,
});
export type StoredFile = z.infer<typeof StoredFile>;

export const fileOf = (
  of: Pick<StoredFile, "id" | "patientId" | "responseId" | "linkId">,
  { bytes, type, at }: Picture & { at: Instant },
): StoredFile => ({
  ...of,
  contentType: type,
  size: bytes.length,
  sha256: hash("sha256", bytes, "hex"),
  receivedAt: at,
});

/** So many pictures are kept of one patient in 30 days: more than care needs, and an end for who would fill the bucket. */
export const mostPictures = 100;
const monthMs = 30 * 86_400_000;

/** Whether it counts among those. */
export const takesRoom = ({ receivedAt }: Pick<StoredFile, "receivedAt">, now: Instant): boolean =>
  receivedAt > plusMs(now, -monthMs);
