import type { AddressState } from "../reach/address.ts";
import type { Instant } from "../words.ts";

/** A number that the provider sends nothing to, since then. */
export type OptedOut = { address: string; since: Instant };

/** What brings our opt-outs and the provider's list together again. */
export type Mending = "stop_ours" | "add_theirs" | "remove_theirs" | "none";

/**
 * Where the two disagree, the opt-out stands, whoever heard it (47 CFR 64.1200(a)(10): any reasonable means). Only a
 * START that was said to us after the provider's entry takes that entry away. A STOP of a category is ours alone.
 */
export function mendingOf(
  ours: Pick<AddressState, "stopped" | "at"> | undefined,
  theirs: Pick<OptedOut, "since"> | undefined,
): Mending {
  if (ours?.stopped === "all") return theirs ? "none" : "add_theirs";
  if (!theirs) return "none";
  const startedSince = ours !== undefined && ours.stopped.length === 0 && ours.at > theirs.since;
  return startedSince ? "remove_theirs" : "stop_ours";
}
