import type { Stored } from "#lib/domain/kinds.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Envelope } from "#lib/ports.ts";
import type { Story } from "./events.ts";
import type { Mirror } from "./mirror.ts";

/** The world at the step at which a claim took effect: what the message that follows is judged by. */
export type ClaimSeen = {
  outreach: Stored<"outreach">;
  n: number;
  atMs: number;
  patient: Stored<"patient">;
  appointment: Stored<"appointment"> | undefined;
  /** Ledger entries there were, those of replies not among them. */
  consents: Stored<"consent">[];
  /** Address key → whether a STOP had been taken whole, and no later START begun. */
  stopped: ReadonlySet<string>;
};

export type LeftSeen = { envelope: Envelope; atMs: number; claim: ClaimSeen | undefined };

export type PolicySeen = { atMs: number; policy: Policy };

/** A bad input, and what came of it. */
export type BadSeen = { what: string; refusedAs: string | undefined; wrote: number };

/** All that the invariants are judged by: gathered from outside of the system, not from what it says of itself. */
export type Evidence = {
  story: Story;
  mirror: Mirror;
  nowMs: number;
  claims: ClaimSeen[];
  left: LeftSeen[];
  /** Outreaches of which a receipt said that they arrived, and was taken. */
  delivered: Set<string>;
  policies: PolicySeen[];
  bad: BadSeen[];
  /** Texts that must hold nothing personal, and did. */
  leaks: string[];
  /** The audit lines as they stand. */
  audit: Stored<"audit">[];
  /** What of the stream never got through. */
  stuck: string[];
  /** Executions by name: whether they still run, and until when they wait. */
  executions: Map<
    string,
    { status: string; until: string | undefined; token: boolean; error: string | undefined }
  >;
  /** STOP or START by address key: when the patient said so, last of each. */
  words: Map<string, { stopAtMs: number; startAtMs: number }>;
  /** Unhandled faults of handlers that no injected fault explains. */
  surprises: string[];
};
