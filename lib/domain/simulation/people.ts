import * as z from "zod";
import { type Fact, factTypes } from "../fact.ts";
import { fraction, ownedId, patientIdFrom } from "../ids.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import type { ContactPoint, Patient } from "../patient/patient.ts";
import type { Reach } from "../reach/reach.ts";
import { instantOf } from "../time/instant.ts";
import { type Appointment, appointmentStatuses } from "../visit/appointment.ts";
import type { Instant } from "../words.ts";

/** Whom a journey is played for, and what it is about. */
export type Person = { patient: Patient; reach?: Reach; appointment?: Appointment; fact?: Fact };

const Text = z.string().max(200);

/** How made-up patients come to be in the journey's population: its visit, its fact, their attributes. */
export const Cohort = z.strictObject({
  visit: z
    .strictObject({
      inDays: z.int().min(0).max(365).default(7),
      status: z.enum(appointmentStatuses).default("booked"),
      visitType: Text.optional(),
      specialty: Text.optional(),
    })
    .optional(),
  fact: z
    .strictObject({ type: z.enum(factTypes), status: Text.default("active"), code: Text.optional() })
    .optional(),
  attributes: z.record(z.string().max(64), z.union([Text, z.number(), z.boolean()])).default({}),
  prospect: z.boolean().default(false),
});
export type Cohort = z.infer<typeof Cohort>;

/** The system whose identifiers made-up people have: nobody's. */
const madeUp = "urn:followthrough:simulation";
const given = ["Ana", "Bo", "Carmen", "Dev", "Elsa", "Femi", "Grace", "Hugo", "Ines", "Jo"];
const zones = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
];

/** The n-th made-up patient, the same for the same seed. One in twelve cannot be reached at all. */
export function madeUpPatient(n: number, seed: number, { attributes, prospect }: Cohort): Patient {
  const lot = (what: string) => fraction("person", seed, n, what);
  return {
    id: patientIdFrom(madeUp, `${seed}-${n}`),
    identifiers: [],
    name: { given: given[n % given.length] as string, family: "Sample" },
    birthDate: `${1940 + Math.floor(lot("year") * 65)}-06-15`,
    language: lot("language") < 0.3 ? "es" : "en",
    timeZone: zones[Math.floor(lot("zone") * zones.length)] as string,
    deceased: false,
    active: true,
    prospect,
    contactPoints: contactPoints(n, lot("channels")),
    preference: lot("hours") < 0.15 ? { hours: { from: "17:00", to: "20:00" } } : {},
    attributes: { riskLevel: lot("risk") < 0.2 ? "high" : "low", ...attributes },
    relations: [],
  };
}

/** 555-0100 to 555-0199 is set aside for fiction in every area code. */
function contactPoints(n: number, lot: number): ContactPoint[] {
  const sms = {
    id: "sms",
    channel: "sms" as const,
    address: `+1${200 + Math.floor(n / 100)}5550${100 + (n % 100)}`,
  };
  const email = { id: "email", channel: "email" as const, address: `sample.${n}@simulation.test` };
  const points = lot < 0.6 ? [sms, email] : lot < 0.8 ? [sms] : lot < 0.92 ? [email] : [];
  return points.map((point) => ({ ...point, health: "ok" as const }));
}

const day = 86_400_000;
const localTen = 15 * 3_600_000;

/** The patient with what the journey is about, as the EHR would have it when the journey begins. */
export function inCohort(
  patient: Patient,
  definition: JourneyDraft,
  cohort: Cohort,
  begins: Instant,
): Person {
  if (definition.subject === "patient") return { patient };
  const reference = `${definition.id}-subject`;
  if (definition.subject === "appointment")
    return { patient, appointment: visitOf(patient, reference, cohort, begins) };
  const { type, status, code } = cohort.fact ?? defaultFacts[definition.subject];
  const id = ownedId("fact", patient.id, reference);
  return {
    patient,
    fact: { id, patientId: patient.id, type, status, at: begins, ...(code && { code: { code } }) },
  };
}

const defaultFacts = {
  referral: { type: "service-request", status: "active", code: undefined },
  episode: { type: "encounter", status: "finished", code: undefined },
} as const;

/** A visit of today has just begun, or is over; one of another day is at eleven or so where most patients are. */
function visitOf(patient: Patient, reference: string, cohort: Cohort, begins: Instant): Appointment {
  const { inDays, status, visitType, specialty } = cohort.visit ?? { inDays: 7, status: "booked" as const };
  const midnight = Math.floor(Date.parse(begins) / day) * day;
  return {
    id: ownedId("appointment", patient.id, reference),
    patientId: patient.id,
    status,
    start: inDays === 0 ? begins : instantOf(midnight + inDays * day + localTen),
    timeZone: patient.timeZone,
    confirmation: "none",
    ...(visitType && { visitType }),
    ...(specialty && { specialty }),
  };
}
