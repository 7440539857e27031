import { AppointmentBody, OfferedTimesBody } from "./people-inputs.ts";
import { AppointmentLine, AppointmentView, OfferedTimesView } from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";

const reads = { tag: "Appointments", scope: "patients.read", phi: true } as const;
const writes = { tag: "Appointments", scope: "patients.write", phi: true } as const;

export const appointmentRoutes = {
  listAppointments: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/appointments",
    summary: "List a patient's appointments, without what they are for",
    query: Paging,
    answer: page(AppointmentLine),
  },
  saveAppointment: {
    ...writes,
    method: "POST",
    path: "/v1/appointments",
    summary: "Tell of an appointment as it is now; its reference says whether it is new or moved",
    body: AppointmentBody,
    answer: AppointmentView,
    idempotent: true,
  },
  getAppointment: {
    ...reads,
    method: "GET",
    path: "/v1/appointments/{appointmentId}",
    summary: "Read an appointment",
    answer: AppointmentView,
  },
  updateAppointment: {
    ...writes,
    method: "PUT",
    path: "/v1/appointments/{appointmentId}",
    summary: "Replace an appointment",
    body: AppointmentBody,
    answer: AppointmentView,
    ifMatch: "always",
  },
  getOfferedTimes: {
    ...reads,
    method: "GET",
    path: "/v1/appointments/{appointmentId}/offered-times",
    summary: "Read which other times were offered for an appointment, and which one the patient took",
    answer: OfferedTimesView,
  },
  offerTimes: {
    ...writes,
    method: "POST",
    path: "/v1/appointments/{appointmentId}/offered-times",
    summary:
      "Offer other times for an appointment on the patient's page; the choice is theirs, the booking yours",
    body: OfferedTimesBody,
    answer: OfferedTimesView,
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
