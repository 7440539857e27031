import type { Patient } from "../patient/patient.ts";
import type { Channel, Instant } from "../words.ts";

/** Raised when what is kept of a patient changes: profiles of an older shape are made anew from the records. */
export const profileShape = 1;

/**
 * What segments ask about one patient, small enough to be written with each change: a projection that can be made anew
 * from the records at any time, and which no rule but a segment's reads.
 */
export type Profile = {
  patientId: string;
  shape: number;
  who: {
    birthDate?: string;
    gender?: string;
    language: string;
    zone: string;
    active: boolean;
    deceased: boolean;
    prospect: boolean;
    /** With an address that can be used. */
    channels: Channel[];
    attributes: Patient["attributes"];
  };
  /** `<type>|<code>` → the latest day it was so (empty where it is not known), and the number it came to. */
  codes: Record<string, [day: string, value?: number]>;
  /** Visits by their local id: status and start. The last `mostVisits`. */
  visits: Record<string, [status: string, start: Instant]>;
  /** Open patient tasks by their local id → kind. */
  tasks: Record<string, string>;
  /** What keeps the patient from acting, each code once. */
  barriers: string[];
  /** The last messages that left, oldest first. */
  sent: [outreach: string, at: Instant][];
  repliedAt?: Instant;
  clickedAt?: Instant;
  /** Segment → the definition that was asked last, and since when the patient is in it. */
  segments: Record<string, Standing>;
};
type Standing = { n: number; since?: Instant };

export const mostVisits = 40;
export const mostSent = 10;

export const emptyProfile = (patientId: string, who: Profile["who"]): Profile => ({
  patientId,
  shape: profileShape,
  who,
  codes: {},
  visits: {},
  tasks: {},
  barriers: [],
  sent: [],
  segments: {},
});

export const whoOf = (patient: Patient): Profile["who"] => ({
  ...(patient.birthDate && { birthDate: patient.birthDate }),
  ...(patient.gender && { gender: patient.gender }),
  language: patient.preference.language ?? patient.language,
  zone: patient.timeZone,
  active: patient.active,
  deceased: patient.deceased,
  prospect: patient.prospect,
  channels: [...new Set(patient.contactPoints.filter((c) => c.health === "ok").map((c) => c.channel))],
  attributes: patient.attributes,
});
