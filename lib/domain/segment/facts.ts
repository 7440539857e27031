import type { EventType } from "../event.ts";

type Group = "patient" | "appointment" | "fact" | "task" | "barrier" | "outreach" | "message" | "click";
type FactType = "string" | "double" | "bool" | "list<string>" | "Moment";
type FactRow = { type: FactType; of: Group; drifts?: true; says: string };

/** What a condition may ask of a patient. `drifts`: it changes with the calendar alone. */
export const patientFacts = {
  age: { type: "double", of: "patient", drifts: true, says: "completed years" },
  gender: { type: "string", of: "patient", says: "male, female, other or unknown" },
  language: { type: "string", of: "patient", says: "BCP 47, as the patient wants to be written to" },
  zone: { type: "string", of: "patient", says: "IANA time zone" },
  state: { type: "string", of: "patient", says: "attribute state" },
  location: { type: "string", of: "patient", says: "attribute location" },
  payer: { type: "string", of: "patient", says: "attribute payer" },
  risk: { type: "string", of: "patient", says: "attribute risk" },
  program: { type: "string", of: "patient", says: "attribute program" },
  careSetting: { type: "string", of: "patient", says: "attribute careSetting" },
  active: { type: "bool", of: "patient", says: "still cared for, and alive" },
  prospect: { type: "bool", of: "patient", says: "has only inquired yet" },
  channels: { type: "list<string>", of: "patient", says: "channels with an address that works" },
  conditions: { type: "list<string>", of: "fact", says: "codes of active conditions" },
  medications: { type: "list<string>", of: "fact", says: "codes of current medication requests" },
  immunizations: { type: "list<string>", of: "fact", says: "codes of immunizations given" },
  observations: { type: "list<string>", of: "fact", says: "codes of observations" },
  careGaps: { type: "list<string>", of: "fact", drifts: true, says: "ids of care gaps that are open" },
  lastVisit: { type: "Moment", of: "appointment", drifts: true, says: "start of the last visit kept" },
  nextVisit: { type: "Moment", of: "appointment", drifts: true, says: "start of the next visit booked" },
  noShows: { type: "double", of: "appointment", says: "visits missed, of the last 40" },
  openTasks: {
    type: "list<string>",
    of: "task",
    says: "kinds of what the patient was asked and did not do yet",
  },
  barriers: { type: "list<string>", of: "barrier", says: "codes of what keeps the patient from acting" },
  lastMessage: { type: "Moment", of: "outreach", drifts: true, says: "when a message last left" },
  silent: { type: "double", of: "outreach", says: "messages in a row without reply or click, 10 at most" },
  lastReply: { type: "Moment", of: "message", drifts: true, says: "when the patient last wrote" },
  lastClick: { type: "Moment", of: "click", drifts: true, says: "when the patient last opened a link" },
} as const satisfies Record<string, FactRow>;
export type FactName = keyof typeof patientFacts;
export const factNames = Object.keys(patientFacts) as FactName[];

/** Facts that a change of some records may touch. */
const touches: Record<Group, readonly string[]> = {
  patient: ["patient.created", "patient.updated"],
  appointment: ["appointment."],
  fact: ["fact.recorded", "fact.updated"],
  task: ["task."],
  barrier: ["barrier.reported"],
  outreach: ["outreach.sent"],
  message: ["message.received"],
  click: ["link.used"],
};

/** `silent` is broken by a reply and a click, and gaps are about who the patient is. */
const alsoOf: Partial<Record<FactName, Group[]>> = { silent: ["message", "click"], careGaps: ["patient"] };

export const isTouchedBy = (fact: FactName, event: EventType): boolean =>
  [patientFacts[fact].of, ...(alsoOf[fact] ?? [])].some((group) =>
    touches[group].some((name) => (name.endsWith(".") ? event.startsWith(name) : event === name)),
  );
