import type { Stored } from "#lib/domain/kinds.ts";
import type { PolicyLevel } from "#lib/domain/policy/levels.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Envelope, Inbound, SendResult } from "#lib/ports.ts";
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
  reach: Stored<"reach">;
  /** "line scope" of each STOP that had been taken whole, with no later START begun. */
  stopped: ReadonlySet<string>;
  template: Stored<"template"> | undefined;
  /** Messages of a higher class that waited for that day. */
  ahead: number;
};

export type LeftSeen = { envelope: Envelope; atMs: number; claim: ClaimSeen | undefined };

/** The customer's policy and its levels, as they stood from then on. */
export type PolicySeen = { atMs: number; policy: Policy; levels: PolicyLevel[] };

export type Bar = { what: "campaign" | "stopped-campaign" | "everything" | "journey"; ref: string };
export type BarSeen = Bar & { fromMs: number; untilMs: number };

/** A bad input, and what came of it. */
export type BadSeen = { what: string; refusedAs: string | undefined; wrote: number };

/** What a patient said, and when that was taken. */
export type HeardSeen = Inbound & { takenMs: number };

/** A sender that was asked to carry an attempt, and what it answered. */
export type AskedSeen = { outreachId: string; attempt: number; sender: string; end: AnsweredAs };
type AnsweredAs = SendResult["outcome"] | "account" | "unknown";

/** A number that somebody got in order to dial it, and what barred the call when it was asked for, and when answered. */
export type CallSeen = { taskId: string; outreachId: string; atMs: number; bars: readonly string[] };

/** `knownMs`: from when on everybody must go by it. */
export type DeclinedSeen = {
  patientId: string;
  channel: Channel;
  of: "marketing" | "all";
  atMs: number;
  knownMs: number;
};

/** A line that does not reach the patient, as somebody who knows said. */
export type WrongSeen = { patientId: string; line: string; fromMs: number };

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
  /** STOPs and START by line (lines.ts): when the patient said so, last of each scope. */
  words: Map<string, { stops: Map<string, number>; startAtMs: number }>;
  /** What was paused or stopped, from when that was answered until its undoing was asked for. */
  bars: BarSeen[];
  /** Rules that somebody asked to be set aside. */
  aside: { patientId: string; rules: readonly string[]; fromMs: number; untilMs: number }[];
  /** Freed times that somebody was told to have. */
  taken: { time: string; by: string }[];
  /** Pages that were opened, and the kinds of record that this wrote. */
  opened: { url: string; wrote: readonly string[] }[];
  /** Links that let somebody in who said another birth date. */
  strangers: string[];
  /** What came in, of patients and strangers. */
  heard: HeardSeen[];
  /** Line of WhatsApp → when somebody last wrote from it. */
  wroteMs: Map<string, number>;
  /** Who told a provider that they want no marketing on its channel, or a colleague that they want no calls. */
  declined: DeclinedSeen[];
  /** Attempts that definitely reached nobody, as a colleague or the post said: "outreach attempt". */
  ended: Set<string>;
  asked: AskedSeen[];
  calls: CallSeen[];
  /** What bars a call by staff now. */
  barredCalls: (taskId: string) => string[];
  wrong: WrongSeen[];
  /** Unhandled faults of handlers that no injected fault explains. */
  surprises: string[];
};
