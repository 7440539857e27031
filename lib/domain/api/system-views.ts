import * as z from "zod";
import { eventTypes } from "../event.ts";
import { Actor, Instant } from "../words.ts";

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of the audit trail: digests of what was before and after, never the data. */
export const AuditLine = z.object({
  type: z.enum(eventTypes),
  at: Instant,
  actor: Actor,
  reason: z.string().optional(),
  cause: z.string().optional(),
  chain: z.string(),
  n: z.int().min(1),
  subject: z.object({ kind: z.string(), id: z.string(), version: z.int() }),
  before: sha256Hex.optional(),
  after: sha256Hex,
  previous: sha256Hex,
  hash: sha256Hex,
  /** The stream's own order. */
  sequence: z.string(),
});

export const ChainCheck = z.object({
  whole: z.boolean(),
  lines: z.int(),
  faults: z.array(z.object({ n: z.int(), fault: z.enum(["missing", "changed", "unlinked"]) })),
});

export const Health = z.object({ status: z.literal("ok"), time: Instant });

/** RFC 9457. `pointer` is an RFC 6901 pointer into the body, or begins with /query, /path or /header. */
export const Problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  requestId: z.string(),
  retryable: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;
