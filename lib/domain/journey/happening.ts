import type { Subject } from "../enrollment.ts";
import type { Stored } from "../kinds.ts";
import type { JourneyDraft } from "./definition.ts";

/** What journeys may begin with: a visit, a fact of the patient's care, the patient, or a segment they enter or leave. */
export type Happening = Stored<"appointment"> | Stored<"fact"> | Stored<"patient"> | Stored<"membership">;

export const patientIdOf = (record: Happening): string =>
  record.kind === "patient" ? record.id : record.data.patientId;

/** What an event says beside its type: `news.value` of a condition. */
export const saidOf = (record: Happening): { value?: string } =>
  record.kind === "membership" ? { value: record.data.segment } : {};

/**
 * What the run of a journey is about that begins with it: what happened, or the patient it happened to. Undefined where
 * the journey is about something else; of facts only a service request is a referral, and all others are episodes.
 */
export function subjectFor(
  { subject }: Pick<JourneyDraft, "subject">,
  record: Happening,
): Subject | undefined {
  if (subject === "patient") return { type: "patient", id: patientIdOf(record) };
  if (subject === "appointment")
    return record.kind === "appointment" ? { type: subject, id: record.id } : undefined;
  if (record.kind !== "fact") return undefined;
  const isReferral = record.data.type === "service-request";
  return isReferral === (subject === "referral") ? { type: subject, id: record.id } : undefined;
}
