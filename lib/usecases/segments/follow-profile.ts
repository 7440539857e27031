import { patientKeyOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { isTouchedBy } from "#lib/domain/segment/facts.ts";
import { folded, withClick } from "#lib/domain/segment/fold.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { loadSegments } from "../config.ts";
import { askPatient, type Next } from "./ask-patient.ts";

/**
 * From the stream: what changed goes into the patient's profile, and the segments are asked again. Where no segment
 * asks for what changed, nothing is read or written: a customer without segments pays nothing for them.
 */
export async function followProfile(
  ports: Pick<Ports, "records" | "clock">,
  change: RecordedChange,
): Promise<void> {
  const { event } = change.after;
  const segments = (await loadSegments(ports)).filter(({ status }) => status === "active");
  if (!segments.some(({ asks }) => asks.some((fact) => isTouchedBy(fact, event.type)))) return;
  const patientId = ownerOf(change.after);
  if (patientId)
    await askPatient(ports, patientId, { next: nextOf(change), segments, cause: change.after.id });
}

const nextOf =
  ({ before, after }: RecordedChange): Next =>
  (profile) =>
    after.kind === "link" ? withClick(profile, after.event.at) : folded(profile, after, before);

/** A link is found by its token, and says itself whose it is. */
function ownerOf(record: Stored): string | undefined {
  if (record.kind === "link") return (record as Stored<"link">).data.patientId;
  const key = patientKeyOf(record.id);
  return key && `pat_${key}`;
}
