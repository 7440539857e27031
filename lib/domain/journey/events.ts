import type { Subject } from "../enrollment.ts";

/** One name for several events, where it does not matter whether something is new or was changed. */
const families: Record<string, readonly string[]> = {
  "fact.changed": ["fact.recorded", "fact.updated"],
  "patient.changed": ["patient.created", "patient.updated"],
};

/** What a journey may begin, end or go on with: events of the patient, of their visits, and of their care. */
export const hearableEvents: ReadonlySet<string> = new Set([
  ...Object.keys(families),
  ...Object.values(families).flat(),
  ..."proposed booked moved updated cancelled arrived noshow fulfilled"
    .split(" ")
    .map((what) => `appointment.${what}`),
  ..."segment.entered segment.left".split(" "),
  ..."consent.granted consent.revoked task.answered staff-task.completed".split(" "),
]);

export const isEvent = (named: string, happened: string): boolean =>
  named === happened || (families[named]?.includes(happened) ?? false);

const nounOf = (event: string): string => event.slice(0, event.indexOf("."));
const ownNouns: Record<Subject["type"], string> = {
  patient: "patient",
  appointment: "appointment",
  referral: "fact",
  episode: "fact",
};

/**
 * Whether an event concerns the subject: another visit's arrival is not this visit's. Events of another kind (a visit
 * is booked, in a journey about a referral) are the patient's, and concern every journey of theirs.
 */
export const isAbout = (subject: Subject, event: string, ref: string | undefined): boolean =>
  ref === undefined ||
  ref === subject.id ||
  subject.type === "patient" ||
  nounOf(event) !== ownNouns[subject.type];
