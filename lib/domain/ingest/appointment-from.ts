import type { EventType } from "../event.ts";
import type { AppointmentInput } from "../inputs.ts";
import type { Appointment } from "../visit/appointment.ts";
import { marks, sourceDigest, type Verdict, verdictOn } from "./source.ts";

/** Of two messages with the same time the more final status is the truth: a cancellation is not un-booked. */
const finality: Record<Appointment["status"], number> = {
  proposed: 0,
  booked: 1,
  arrived: 2,
  noshow: 3,
  fulfilled: 4,
  cancelled: 5,
  "entered-in-error": 6,
};

export const appointmentVerdict = (previous: Appointment | undefined, input: AppointmentInput): Verdict =>
  verdictOn(
    previous,
    { sourceUpdatedAt: input.sourceUpdatedAt, sourceDigest: sourceDigest(input) },
    previous && { previous: finality[previous.status], next: finality[input.status] },
  );

/** What the visit's surroundings say where the message is silent. */
export type Place = { timeZone: string; locationName?: string | undefined };

/** The appointment after a message. What the patient said of it holds until it moves. */
export function appointmentFrom(
  id: string,
  input: AppointmentInput,
  place: Place,
  previous: Appointment | undefined,
): Appointment {
  const { timeZone, locationName, sourceUpdatedAt, ...told } = input;
  const name = locationName ?? place.locationName;
  return {
    ...told,
    id,
    timeZone: timeZone ?? place.timeZone,
    ...(name && { locationName: name }),
    confirmation: previous && previous.start === input.start ? previous.confirmation : "none",
    ...marks(previous, { sourceUpdatedAt, sourceDigest: sourceDigest(input) }),
  };
}

const byStatus: Record<Appointment["status"], EventType> = {
  proposed: "appointment.proposed",
  booked: "appointment.booked",
  arrived: "appointment.arrived",
  noshow: "appointment.noshow",
  fulfilled: "appointment.fulfilled",
  cancelled: "appointment.cancelled",
  "entered-in-error": "appointment.cancelled",
};

/** What happened to a visit: its status changed, or it moved, or something else about it is new. */
export function appointmentEvent(previous: Appointment | undefined, next: Appointment): EventType {
  if (previous?.status !== next.status) return byStatus[next.status];
  return previous.start === next.start ? "appointment.updated" : "appointment.moved";
}
