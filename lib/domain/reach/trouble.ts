import type { Attempt } from "../outreach/outreach.ts";

/** A refusal for these is the message's fault or ours, and says nothing of the address. */
const elsewhere: ReadonlySet<string | undefined> = new Set(["content", "account"]);

/**
 * Whether an attempt ended badly for its address, which the circuit breaker counts: nobody knows the end, or it was
 * refused for the address's sake. Undefined where its end says nothing of the address.
 */
export function endedBadly({ outcome, code }: Pick<Attempt, "outcome" | "code">): boolean | undefined {
  if (outcome === "accepted") return false;
  if (outcome === "throttled" || (outcome === "refused" && elsewhere.has(code))) return undefined;
  return true;
}
