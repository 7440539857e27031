import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent, EventType } from "#lib/domain/event.ts";
import { patientKeyOf } from "#lib/domain/ids.ts";
import type { By, Outcome } from "#lib/domain/ingest/by.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import { isZone } from "#lib/domain/time/time.ts";
import type { Clock, Ids, Records } from "#lib/ports.ts";

export type IngestPorts = { records: Records; clock: Clock; ids: Ids };

export type Saved<K extends Kind> = { record: Stored<K>; outcome: Outcome };

export function eventOf(ports: { clock: Clock }, by: By, type: EventType, reason?: string): ChangeEvent {
  const { actor, cause } = by;
  return { type, at: ports.clock.now(), actor, ...(reason && { reason }), ...(cause && { cause }) };
}

/** Refuses a version the caller did not see, before anything is decided. 0 says there must be none yet. */
export function expectVersion(by: By, previous: { version: number } | undefined): void {
  if (by.id !== undefined && !previous) throw new Refusal("not_found");
  if (by.expect === undefined) return;
  if (by.expect === (previous?.version ?? 0)) return;
  throw new Refusal(by.expect === 0 ? "already_exists" : "stale_version");
}

export function expectZone(name: string | undefined): void {
  if (name === undefined || isZone(name)) return;
  const detail = "This is not a time zone of the IANA database, such as America/Chicago.";
  throw new Refusal("validation_failed", undefined, [{ pointer: "/timeZone", detail }]);
}

export const unknownReference = (pointer: string): Refusal =>
  new Refusal("unknown_reference", undefined, [{ pointer, detail: "There is no such record." }]);

/** An id that no patient can have would break the key it becomes. */
export function expectPatientId(id: string): void {
  if (!id.startsWith("pat_") || !patientKeyOf(id)) throw unknownReference("/patientId");
}

/** A record stays with the patient it was made for: its id holds them. */
export function expectOwner(by: By, patientId: string): void {
  if (by.id === undefined || by.id.slice(4, 30) === patientId.slice(4)) return;
  const detail = "A record cannot move to another patient; send it as a new one.";
  throw new Refusal("validation_failed", undefined, [{ pointer: "/patientId", detail }]);
}
