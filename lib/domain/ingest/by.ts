import type { Actor } from "../words.ts";

/** Who asks for a change, and on what terms. */
export type By = {
  actor: Actor;
  /** The request or message that caused it: an id. */
  cause?: string | undefined;
  /** The version the caller last read; another one is refused as `stale_version`. 0: there must be none yet. */
  expect?: number | undefined;
  /** The record to change; without it, the input's own identifiers say which. */
  id?: string | undefined;
  /** Leaves a record that is there as it is (FHIR's conditional create). */
  onlyIfNew?: boolean;
  /**
   * A change by someone other than the source (staff, the patient): the source's marks stay, so that its last message
   * repeated does not undo the change. Its next one does: the EHR is the master of what it tells.
   */
  amends?: boolean;
};

/** What a message came to. `stale`: older than what is known, so recorded and not applied. */
export type Outcome = "created" | "updated" | "unchanged" | "stale";
