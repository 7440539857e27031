import { sha256 } from "../audit.ts";
import type { Instant } from "../words.ts";

/** What a record keeps of the message it was last made from. */
export type Sourced = { sourceUpdatedAt?: Instant | undefined; sourceDigest?: string | undefined };

/** The same of a message that is being read: its digest is known. */
type Told = Sourced & { sourceDigest: string };

/** Digest of a source message, so that a repeated one is known. 26 hex digits are 104 bits: repeats, not forgeries. */
export const sourceDigest = (input: unknown): string => sha256(input).slice(0, 26);

export type Verdict = "unchanged" | "stale" | "apply";

/**
 * What to do with a message about a record (invariant 5). Messages are ordered by the source's time, then by `rank`
 * (what is more final wins), then by digest, so that any permutation ends with the same message applied. A message
 * without a time is the newest word: only its arrival can order it.
 */
export function verdictOn(
  previous: Sourced | undefined,
  next: Told,
  rank: { previous: number; next: number } = { previous: 0, next: 0 },
): Verdict {
  if (!previous) return "apply";
  if (previous.sourceDigest === next.sourceDigest) return "unchanged";
  if (!next.sourceUpdatedAt || !previous.sourceUpdatedAt) return "apply";
  if (next.sourceUpdatedAt !== previous.sourceUpdatedAt)
    return next.sourceUpdatedAt < previous.sourceUpdatedAt ? "stale" : "apply";
  if (rank.next !== rank.previous) return rank.next < rank.previous ? "stale" : "apply";
  return next.sourceDigest < (previous.sourceDigest ?? "") ? "stale" : "apply";
}

/** The record's marks after a message was applied: one without a time stands at the time already known. */
export function marks(
  previous: Sourced | undefined,
  next: Told,
): { sourceUpdatedAt?: Instant; sourceDigest: string } {
  const at = next.sourceUpdatedAt ?? previous?.sourceUpdatedAt;
  return { ...(at && { sourceUpdatedAt: at }), sourceDigest: next.sourceDigest };
}

/** The marks as they were, where it is not the source that speaks. */
export const kept = ({
  sourceUpdatedAt,
  sourceDigest,
}: Sourced): { sourceUpdatedAt?: Instant; sourceDigest?: string } => ({
  ...(sourceUpdatedAt && { sourceUpdatedAt }),
  ...(sourceDigest && { sourceDigest }),
});
