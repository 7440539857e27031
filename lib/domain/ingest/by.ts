import type { Actor } from "../words.ts";

/** Who asks for a change, and on what terms. */
export type By = {
  actor: Actor;
  /** The request or message that caused it: an id. */
  cause?: string;
  /** The version the caller last read; another one is refused as `stale_version`. 0: there must be none yet. */
  expect?: number;
  /** The record to change; without it, the input's own identifiers say which. */
  id?: string;
};

export const outcomes = ["created", "updated", "unchanged", "stale"] as const;
export type Outcome = (typeof outcomes)[number];
