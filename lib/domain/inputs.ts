import * as z from "zod";
import { consentSources } from "./consent/consent.ts";
import { factTypes } from "./fact.ts";
import { Identifier, Preference, Relation } from "./patient/patient.ts";
import { PostalAddress } from "./patient/postal-address.ts";
import { appointmentStatuses } from "./visit/appointment.ts";
import { CalendarDate, Channel, Instant, Language, Purpose } from "./words.ts";

/**
 * What may be asked of the ingest use cases, whoever asks: the REST API, FHIR or HL7 v2. Strict: an unknown field is
 * a fault of the caller's. Times are instants; a time zone is a name of the IANA database, checked by the use case.
 */

/**
 * `address` as the source wrote it: a phone number in any notation is normalised, an unusable one is kept as it is. A
 * letter goes to `postal`; an `address` alone is kept as one that cannot be used.
 */
export const ContactPointInput = z.strictObject({
  channel: Channel,
  address: z.string().trim().min(1).max(4096).optional(),
  postal: PostalAddress.optional(),
  use: z.enum(["home", "work", "mobile", "temp", "old"]).optional(),
  verifiedAt: Instant.optional(),
  relation: z.string().max(128).optional(),
});
export type ContactPointInput = z.infer<typeof ContactPointInput>;

export const PreferenceInput = Preference;
export type PreferenceInput = z.infer<typeof PreferenceInput>;

/** Of one message, in characters: an item of DynamoDB has 400 KB at most. */
const mostAttributes = 65_536;

const Attribute = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(200),
]);

/**
 * A patient as the source tells it now. Name, birth date, gender, language and time zone are all there is: absent
 * means unknown. Absent contact points, preference, relations and states stay as they were, and so do identifiers of
 * systems not named. `attributes` is a merge patch (RFC 7396): null removes one, others stay, so that several sources
 * may each keep their own.
 */
export const PatientInput = z.strictObject({
  /** The caller's own unique name of this patient. */
  reference: z.string().min(1).max(128).optional(),
  /** Each names this one person alone: a medical record number, not an insurance number a family shares. */
  identifiers: z.array(Identifier).max(20).optional(),
  name: z.strictObject({ given: z.string().max(200), family: z.string().max(200) }),
  birthDate: CalendarDate.optional(),
  gender: z.enum(["male", "female", "other", "unknown"]).optional(),
  language: Language.optional(),
  timeZone: z.string().max(64).optional(),
  deceased: z.boolean().optional(),
  active: z.boolean().optional(),
  prospect: z.boolean().optional(),
  contactPoints: z.array(ContactPointInput).max(15).optional(),
  preference: PreferenceInput.optional(),
  attributes: z
    .record(z.string().min(1).max(64), Attribute.nullable())
    .refine((all) => JSON.stringify(all).length <= mostAttributes, "at most 64 KB of attributes")
    .optional(),
  relations: z.array(Relation).max(50).optional(),
  sourceUpdatedAt: Instant.optional(),
});
export type PatientInput = z.infer<typeof PatientInput>;

export const AppointmentInput = z.strictObject({
  patientId: z.string().max(64),
  /** The source's own unique name of this visit among the patient's. */
  reference: z.string().min(1).max(128).optional(),
  status: z.enum(appointmentStatuses),
  start: Instant.optional(),
  end: Instant.optional(),
  /** Else the location's, else the patient's. */
  timeZone: z.string().max(64).optional(),
  visitType: z.string().max(200).optional(),
  specialty: z.string().max(200).optional(),
  /** A location of the directory; its name is taken from there unless `locationName` says another. */
  locationId: z.string().max(128).optional(),
  locationName: z.string().max(200).optional(),
  practitionerName: z.string().max(200).optional(),
  sourceUpdatedAt: Instant.optional(),
});
export type AppointmentInput = z.infer<typeof AppointmentInput>;

export const FactInput = z.strictObject({
  patientId: z.string().max(64),
  /** The source's own unique name of this fact among the patient's of its type. */
  reference: z.string().min(1).max(128).optional(),
  type: z.enum(factTypes),
  status: z.string().max(64).optional(),
  code: z
    .strictObject({
      system: z.string().max(300).optional(),
      code: z.string().min(1).max(100),
      display: z.string().max(500).optional(),
    })
    .optional(),
  at: Instant.optional(),
  end: Instant.optional(),
  value: z.union([z.number(), z.string().max(500)]).optional(),
  unit: z.string().max(50).optional(),
  sourceUpdatedAt: Instant.optional(),
});
export type FactInput = z.infer<typeof FactInput>;

export const DirectoryInput = z.strictObject({
  reference: z.string().min(1).max(128).optional(),
  identifiers: z.array(Identifier).max(20).optional(),
  type: z.enum(["location", "practitioner"]),
  name: z.string().min(1).max(300),
  timeZone: z.string().max(64).optional(),
  phone: z.string().max(40).optional(),
  address: z.string().max(500).optional(),
});
export type DirectoryInput = z.infer<typeof DirectoryInput>;

export const ConsentInput = z.strictObject({
  patientId: z.string().max(64),
  /** The source's own name of the paper or record this comes from. */
  reference: z.string().min(1).max(128).optional(),
  purpose: z.union([Purpose, z.literal("all")]).default("all"),
  channel: z.union([Channel, z.literal("all")]).default("all"),
  /** A template category, `program:` and a program's slug for all that a program sends, or `all`. */
  category: z.string().min(1).max(72).default("all"),
  state: z.enum(["granted", "revoked"]),
  /** When the patient said so; now, if absent. */
  at: Instant.optional(),
  source: z.enum(consentSources).default("api"),
  wording: z.string().max(128).optional(),
  written: z.boolean().default(false),
  part2: z.boolean().optional(),
  until: Instant.optional(),
  relation: z.string().max(128).optional(),
});
/** As a caller gives it, before defaults. */
export type ConsentInput = z.input<typeof ConsentInput>;
