import * as z from "zod";
import { AppointmentInput } from "#lib/domain/inputs.ts";
import type { Ask, Wanted } from "#lib/domain/intake.ts";
import { isZone } from "#lib/domain/time/time.ts";
import { type Context, parse, unfit, wanted, wantedPatient } from "./context.ts";
import { type Addressed, referenceFor } from "./identity.ts";
import { CodeableConcept, Extension, FhirInstant, Reference, Resource } from "./primitives.ts";
import { follow } from "./references.ts";
import { named, textOf, zoneExtension } from "./words.ts";

/** What is only asked for is not booked; who has checked in has arrived. hl7.org/fhir/R4/valueset-appointmentstatus.html */
const statuses = {
  proposed: "proposed",
  pending: "proposed",
  waitlist: "proposed",
  booked: "booked",
  arrived: "arrived",
  "checked-in": "arrived",
  fulfilled: "fulfilled",
  cancelled: "cancelled",
  noshow: "noshow",
  "entered-in-error": "entered-in-error",
} as const;
type Status = keyof typeof statuses;

/** hl7.org/fhir/R4/appointment.html */
const Appointment = Resource.extend({
  status: z.enum(Object.keys(statuses) as [Status, ...Status[]]),
  serviceType: z.array(CodeableConcept).optional(),
  specialty: z.array(CodeableConcept).optional(),
  appointmentType: CodeableConcept.optional(),
  start: FhirInstant.optional(),
  _start: z.object({ extension: z.array(Extension).optional() }).optional(),
  end: FhirInstant.optional(),
  participant: z.array(z.object({ actor: Reference.optional() })).min(1),
});
type Appointment = z.infer<typeof Appointment>;

type Actor = { reference: Reference; path: (string | number)[] };

const actorsOf = (appointment: Appointment, type: string, { index, contained }: Context): Actor[] =>
  appointment.participant.flatMap(({ actor }, i) => {
    const target = actor && follow(actor, index, actor.type);
    const inner = target?.contained === undefined ? undefined : contained.get(target.contained);
    const isOne = (inner?.resourceType ?? target?.type) === type;
    return actor && isOne ? [{ reference: actor, path: ["participant", i, "actor"] }] : [];
  });

/** A reference in a participant that leads nowhere is a fault, whatever it was meant to be. */
function expectActors({ participant }: Appointment, context: Context): void {
  for (const [i, { actor }] of participant.entries()) wanted(actor, ["participant", i, "actor"], context);
}

function thePatient(appointment: Appointment, context: Context): Wanted {
  const [patient, another] = actorsOf(appointment, "Patient", context);
  if (!patient) throw unfit("unknown_reference", ["participant"], "One participant must be a patient.");
  if (another)
    throw unfit("validation_failed", another.path, "Send one appointment for each patient of a group visit.");
  return wantedPatient(patient.reference, patient.path, context);
}

/** FHIR invariant app-3: only proposed or cancelled appointments may have no start. */
const mayLackStart = new Set<Status>(["proposed", "pending", "waitlist", "cancelled", "entered-in-error"]);

function inputOf(appointment: Appointment): Omit<AppointmentInput, "patientId"> {
  const { status, start, end, meta } = appointment;
  if (!start && !mayLackStart.has(status))
    throw unfit(
      "validation_failed",
      ["start"],
      "Only a proposed or cancelled appointment may have no start (app-3).",
    );
  const timeZone = zoneExtension(appointment._start?.extension) ?? zoneExtension(appointment.extension);
  const visitType = (textOf(appointment.serviceType?.[0]) ?? textOf(appointment.appointmentType))?.slice(
    0,
    200,
  );
  const specialty = textOf(appointment.specialty?.[0])?.slice(0, 200);
  return {
    status: statuses[status],
    ...(start && { start }),
    ...(end && { end }),
    ...(timeZone && isZone(timeZone) && { timeZone }),
    ...(visitType && { visitType }),
    ...(specialty && { specialty }),
    ...(meta?.lastUpdated && { sourceUpdatedAt: meta.lastUpdated }),
  };
}

export function appointmentAsk(raw: unknown, to: Addressed, context: Context): Ask {
  const appointment = parse(Appointment, raw);
  expectActors(appointment, context);
  const [place] = actorsOf(appointment, "Location", context);
  const [doctor] = actorsOf(appointment, "Practitioner", context);
  const locationName = place?.reference.display?.slice(0, 200);
  const practitionerName = doctor?.reference.display?.slice(0, 200);
  const names = { ...(locationName && { locationName }), ...(practitionerName && { practitionerName }) };
  const input = { ...inputOf(appointment), ...names };
  const identity = { id: appointment.id, identifiers: named(appointment.identifier) };
  const reference = referenceFor("Appointment", to, identity, input);
  const location = wanted(place?.reference, place?.path ?? [], context);
  const practitioner = wanted(doctor?.reference, doctor?.path ?? [], context);
  return {
    do: "appointment",
    patient: thePatient(appointment, context),
    ...(location && { location }),
    ...(practitioner && { practitioner }),
    input: parse(AppointmentInput.omit({ patientId: true, locationId: true }), { ...input, reference }),
  };
}
