import { gapsOf } from "../care-gap/gaps.ts";
import type { CareGapRule } from "../care-gap/rule.ts";
import type { EventType } from "../event.ts";
import { ageAt } from "../time/age.ts";
import type { Instant } from "../words.ts";
import type { Profile } from "./profile.ts";

/** An instant beside the one at which it is asked for. */
export class Moment {
  readonly at: number;
  readonly now: number;
  constructor(at: number, now: number) {
    this.at = at;
    this.now = now;
  }
}

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

const day = 86_400_000;

/** A patient as conditions see them at one moment. What is not known is undefined, and makes a condition false. */
export class PatientFacts {
  readonly #p: Profile;
  readonly #now: Instant;
  readonly #rules: readonly CareGapRule[];
  #age: number | undefined;

  constructor(profile: Profile, now: Instant, rules: readonly CareGapRule[] = []) {
    this.#p = profile;
    this.#now = now;
    this.#rules = rules;
  }

  get age() {
    const { birthDate } = this.#p.who;
    // A range asks twice.
    if (birthDate !== undefined) this.#age ??= ageAt(birthDate, this.#now);
    return this.#age;
  }
  get gender() {
    return this.#p.who.gender;
  }
  get language() {
    return this.#p.who.language;
  }
  get zone() {
    return this.#p.who.zone;
  }
  get state() {
    return this.text("state");
  }
  get location() {
    return this.text("location");
  }
  get payer() {
    return this.text("payer");
  }
  get risk() {
    return this.text("risk");
  }
  get program() {
    return this.text("program");
  }
  get careSetting() {
    return this.text("careSetting");
  }
  get active() {
    return this.#p.who.active && !this.#p.who.deceased;
  }
  get prospect() {
    return this.#p.who.prospect;
  }
  get channels() {
    return this.#p.who.channels;
  }
  get conditions() {
    return this.#codes("condition|");
  }
  get medications() {
    return this.#codes("medication-request|");
  }
  get immunizations() {
    return this.#codes("immunization|");
  }
  get observations() {
    return this.#codes("observation|");
  }
  get careGaps() {
    return gapsOf(this.#p, this.#rules, this.#now).map(({ rule }) => rule);
  }
  get lastVisit() {
    const kept = this.#visits((status, start) => isKept(status) && start <= this.#now);
    return this.#moment(kept.at(-1));
  }
  get nextVisit() {
    return this.#moment(this.#visits((status, start) => status === "booked" && start > this.#now)[0]);
  }
  get noShows() {
    return this.#visits((status) => status === "noshow").length;
  }
  get openTasks() {
    return Object.values(this.#p.tasks);
  }
  get barriers() {
    return this.#p.barriers;
  }
  get lastMessage() {
    return this.#moment(this.#p.sent.at(-1)?.[1]);
  }
  get silent() {
    const { sent, repliedAt = "", clickedAt = "" } = this.#p;
    if (sent.length === 0) return 0;
    return sent.filter(([, at]) => at > repliedAt && at > clickedAt).length;
  }
  get lastReply() {
    return this.#moment(this.#p.repliedAt);
  }
  get lastClick() {
    return this.#moment(this.#p.clickedAt);
  }

  /** An attribute of the customer's own; numbers and yes or no as text. */
  text(name: string): string | undefined {
    const value = this.#p.who.attributes[name];
    return value === undefined || Array.isArray(value) ? undefined : String(value);
  }
  number(name: string): number | undefined {
    const value = this.#p.who.attributes[name];
    return typeof value === "number" ? value : undefined;
  }

  #codes(prefix: string): string[] {
    const found: string[] = [];
    for (const key in this.#p.codes) if (key.startsWith(prefix)) found.push(key.slice(prefix.length));
    return found;
  }
  /** Starts of such visits, earliest first. */
  #visits(which: (status: string, start: Instant) => boolean): Instant[] {
    const visits = Object.values(this.#p.visits);
    return visits.flatMap(([status, start]) => (which(status, start) ? [start] : [])).sort();
  }
  #moment(at: Instant | undefined): Moment | undefined {
    return at === undefined ? undefined : new Moment(Date.parse(at), Date.parse(this.#now));
  }
}

const isKept = (status: string): boolean => status === "arrived" || status === "fulfilled";

/** Whole days from it until now; negative for what is to come. */
export const daysSince = ({ at, now }: Moment): number => Math.floor((now - at) / day);
