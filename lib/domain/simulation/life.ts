import type { Template } from "../content/template.ts";
import type { Enrollment, News } from "../enrollment.ts";
import type { Fact } from "../fact.ts";
import { fraction } from "../ids.ts";
import { louder } from "../journey/beside.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import type { Facts } from "../journey/effects.ts";
import type { Outreach } from "../outreach/outreach.ts";
import type { Patient } from "../patient/patient.ts";
import type { Policy } from "../policy/policy.ts";
import type { Reach } from "../reach/reach.ts";
import type { PatientTask, StaffTask } from "../task.ts";
import { plusMs } from "../time/instant.ts";
import type { Appointment } from "../visit/appointment.ts";
import type { Channel, Instant } from "../words.ts";
import type { SimulationSettings } from "./settings.ts";

/** What the simulator is given beside the people. */
export type Stage = {
  definition: JourneyDraft;
  templates: ReadonlyMap<string, Template>;
  policy: Policy;
  settings: SimulationSettings & { start: Instant };
};

export type Sent = {
  at: Instant;
  outreachId: string;
  step: string;
  channel: Channel;
  addressId: string;
  language: string;
  body: string;
  segments: number;
  metered: boolean;
};

/** One line of a patient's timeline. `what` is a code of ours; `note` names steps, channels and reasons, never a person. */
export type Line = { at: Instant; what: string; note?: string };

/** One patient's life while the journey runs: what the table would hold of them, and what is going to happen. */
export type Life = Stage & {
  readonly n: number;
  now: Instant;
  patient: Patient;
  reach: Reach;
  appointment?: Appointment;
  fact?: Fact;
  told: Record<string, Appointment | Fact>;
  enrollment?: Enrollment;
  outreaches: Map<string, Outreach>;
  tasks: Map<string, PatientTask>;
  staffTasks: Map<string, StaffTask>;
  sent: Sent[];
  lines: Line[];
  replies: string[];
  holds: string[];
  entered: string[];
  faults: string[];
  minutes: number;
  asked: number;
  seq: number;
  /** The patient's lives in all journeys that are played together, this one too; they share patient and reach. */
  together: Life[];
  /** Puts the journey's first turn on the agenda, once. */
  begin: () => void;
  agenda: { at: Instant; order: number; run: () => void }[];
  order: number;
};

/** A lot that the same seed draws the same for the same patient, whatever else changes. */
export const lot = ({ settings, n }: Life, ...what: (string | number)[]): number =>
  fraction("simulation", settings.seed, n, ...what);

export const note = (life: Life, what: string, text?: string): void =>
  void life.lines.push({ at: life.now, what, ...(text && { note: text }) });

/** Puts something on the agenda; what falls on one instant happens in the order it was put there. */
export function later(life: Life, at: Instant, run: () => void): void {
  const entry = { at: at > life.now ? at : life.now, order: life.order++, run };
  const i = life.agenda.findLastIndex((other) => other.at <= entry.at);
  life.agenda.splice(i + 1, 0, entry);
}

export const hoursOn = (at: Instant, hours: number): Instant => plusMs(at, Math.round(hours * 3_600_000));

/** Between two numbers of hours, by lot. */
export const between = ([from, to]: readonly [number, number], drawn: number): number =>
  from + (to - from) * drawn;

/** Another journey of this name that runs for the patient. */
export const running = ({ together }: Life, names: string[]): Life[] =>
  together.filter(
    ({ definition, enrollment }) => enrollment?.status === "active" && names.includes(definition.id),
  );

export function factsOf(life: Life): Facts {
  const silencedBy = running(life, louder(life.definition))[0]?.definition.id;
  return {
    patient: life.patient,
    policy: life.policy,
    told: life.told,
    ...(life.appointment && { appointment: life.appointment }),
    ...(life.fact && { fact: life.fact }),
    ...(silencedBy && { silencedBy }),
  };
}

export type Tell = Omit<News, "seq" | "at" | "key">;

/** How the enrollment hears of something: handed down, for what happens lies below the turn that hears it. */
export type Teller = (life: Life, news: Tell) => void;
