import * as z from "zod";
import { Consent } from "../consent/consent.ts";
import { Message } from "../message.ts";
import { ContactPoint, Patient, Preference } from "../patient/patient.ts";
import { Appointment } from "../visit/appointment.ts";
import { Offer } from "../visit/offer.ts";

/** Counts up with each change of the resource; its ETag is this number in quotes. */
export const revision = { revision: z.int().min(1) };

/**
 * What leaves in an answer. A `…Line` is what a list holds: no name, address, message text or clinical value, so
 * that a list may be cached, exported or shown on a wall screen. The whole resource is read one by one.
 */
export const PatientView = Patient.omit({ sourceDigest: true }).extend(revision);
export const PatientLine = Patient.pick({
  id: true,
  reference: true,
  language: true,
  timeZone: true,
  deceased: true,
  active: true,
  prospect: true,
}).extend(revision);

export const ContactPointView = ContactPoint;
export const ContactPointLine = ContactPoint.omit({ address: true, postal: true });

export const PreferenceView = Preference;

export const ConsentView = Consent;

export const AppointmentView = Appointment.omit({ sourceDigest: true }).extend(revision);
/** Visit type, specialty and practitioner tell what a person is treated for. */
export const AppointmentLine = AppointmentView.omit({
  visitType: true,
  specialty: true,
  practitionerName: true,
  locationName: true,
});

export const OfferedTimesView = Offer.omit({ id: true, patientId: true }).extend(revision);

export const MessageView = Message;
export const MessageLine = Message.omit({ text: true });
