import type { AliasNoun } from "./alias.ts";
import type { Refusal, RefusalCode } from "./errors.ts";
import type { Outcome } from "./ingest/by.ts";
import type { AppointmentInput, ConsentInput, DirectoryInput, FactInput, PatientInput } from "./inputs.ts";
import type { Identifier, Relation } from "./patient/patient.ts";

/**
 * A message from an EHR in our own words, with its references still to be resolved. A format (FHIR, HL7 v2) reads
 * messages into this and answers from what it came to; the use case that carries it out knows no format.
 */

/** How a message names a record: another entry of the same message, our id, or an identifier. */
export type Ref =
  | { by: "entry"; index: number }
  | { by: "id"; id: string }
  | { by: "name"; noun: AliasNoun; name: Identifier };

/** Where in its entry something is said: `["participant", 0, "actor"]`. */
export type Path = (string | number)[];
export type Wanted = { ref: Ref; path: Path };

export type Ask =
  | { do: "patient"; input: PatientInput }
  | { do: "directory"; input: DirectoryInput }
  | { do: "relation"; patient: Wanted; relation: Relation & { reference: string }; active: boolean }
  | {
      do: "appointment";
      patient: Wanted;
      /** May be unknown where the input itself has a name for it. */
      location?: Wanted;
      practitioner?: Wanted;
      input: Omit<AppointmentInput, "patientId" | "locationId">;
    }
  | { do: "fact"; patient: Wanted; input: Omit<FactInput, "patientId"> }
  | { do: "consents"; patient: Wanted; inputs: Omit<ConsentInput, "patientId">[] }
  /** Understood, but nothing this system keeps. */
  | { do: "nothing"; why: string };

export type EntryFault = { code: RefusalCode; path: Path; detail: string };

export type IntakeEntry = {
  /** The format's name of its type: what counts are kept by. */
  type: string;
  ask: Ask;
  /** Our id of the record to change, where the message uses it. */
  id?: string;
  expect?: number;
  /** An existing one stays as it is. */
  onlyIfNew?: boolean;
};

export type ReadEntry = IntakeEntry | { type: string; faults: EntryFault[] };

export type EntryResult =
  | { outcome: Outcome; id: string; version: number }
  | { outcome: "ignored"; why: string }
  | { outcome: "refused"; faults: EntryFault[] };

/** All of the entries or none, or each for itself. */
export type Reading = { mode: "single" | "batch" | "transaction"; entries: ReadEntry[] };

export type IntakeRequest = {
  method: "POST" | "PUT";
  /** `Patient`, `Patient/123` or nothing for a bundle. */
  path: string[];
  /** The search part of a conditional update: `identifier=system|value`. */
  query?: string;
  ifNoneExist?: string;
  ifMatch?: string;
  body: unknown;
};

export type Answer = { status: number; headers: Record<string, string>; body: object };

export type IntakeFormat = {
  contentType: string;
  /** Whether this is one of the format's types that are kept: other words of a client's reach no log. */
  understands(type: string): boolean;
  /** Throws a Refusal where the message as a whole cannot be read. */
  read(request: IntakeRequest): Reading;
  answer(reading: Reading, results: EntryResult[]): Answer;
  refuse(refusal: Refusal): Answer;
  /** The format's own statement of what is understood. */
  capabilities(): object;
};

export type IntakeCount = {
  received: number;
  applied: number;
  unchanged: number;
  ignored: number;
  refused: number;
};

const columns = {
  created: "applied",
  updated: "applied",
  unchanged: "unchanged",
  stale: "unchanged",
  ignored: "ignored",
  refused: "refused",
} as const;

/** What a message came to, by type: every entry is in exactly one column. */
export function countsOf(reading: Reading, results: EntryResult[]): Record<string, IntakeCount> {
  const counts: Record<string, IntakeCount> = {};
  for (const [i, { type }] of reading.entries.entries()) {
    counts[type] ??= { received: 0, applied: 0, unchanged: 0, ignored: 0, refused: 0 };
    counts[type].received += 1;
    counts[type][columns[results[i]?.outcome ?? "refused"]] += 1;
  }
  return counts;
}
