import * as z from "zod";
import { AppointmentInput, ConsentInput, ContactPointInput, PatientInput } from "../inputs.ts";
import { parsePhone } from "../patient/phone.ts";
import { isZone } from "../time/zone.ts";
import { Instant, numberChannels } from "../words.ts";

/**
 * What the REST API takes beside what every source may send: a caller who can be answered is told of a phone number
 * or zone that cannot be used. FHIR and HL7 v2 senders cannot, so theirs are kept and shown to staff.
 */
const TimeZone = z.string().refine(isZone, "Give an IANA time zone, such as America/Chicago.");

function reachable({ channel, address }: ContactPointInput): boolean {
  if (channel === "letter") return true;
  if (numberChannels.has(channel)) return parsePhone(address ?? "").ok;
  return channel === "email" ? z.email().safeParse(address).success : address !== undefined;
}

export const ContactPointBody = ContactPointInput.refine(reachable, {
  path: ["address"],
  message:
    "Give a phone number that exists (sms, voice, whatsapp), an email address, or the channel's own address.",
}).refine(({ channel, postal }) => (channel === "letter") === (postal !== undefined), {
  path: ["postal"],
  message: "A letter, and nothing else, needs `postal`: its lines, city, state and postalCode.",
});

export const PatientBody = PatientInput.extend({
  timeZone: TimeZone.optional(),
  contactPoints: z.array(ContactPointBody).max(15).optional(),
});

export const AppointmentBody = AppointmentInput.extend({ timeZone: TimeZone.optional() });

/** Times that the clinic could keep for the visit instead; none withdraws the offer. */
export const OfferedTimesBody = z.strictObject({ times: z.array(Instant).max(12) });

export const ConsentBody = ConsentInput.omit({ patientId: true });

export const Lookup = z.strictObject({
  identifier: z.strictObject({ system: z.string().min(1).max(200), value: z.string().min(1).max(200) }),
});
