import type { Consent } from "#lib/domain/consent/consent.ts";
import type { Template } from "#lib/domain/content/template.ts";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { directOutreachId, outreachId, ownedId, patientIdFrom } from "#lib/domain/ids.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy/policy.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { reachOf } from "#lib/domain/reach/reach.ts";
import type { PatientTask, StaffTask } from "#lib/domain/task.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";

/** Tuesday 2 June 2026, 10:00 in New York: allowed hours, no holiday. */
export const aTuesday = "2026-06-02T14:00:00.000Z";
export const zone = "America/New_York";
export const patientId = patientIdFrom("test", "maria");
export const appointmentId = ownedId("appointment", patientId, "visit");
export const enrollmentId = ownedId("enrollment", patientId, "reminder", "visit");
export const taskId = ownedId("patientTask", patientId, "confirm");
export const phone = "+13125550100";

export const anEvent = (more: Partial<ChangeEvent> = {}): ChangeEvent => ({
  type: "patient.updated",
  at: aTuesday,
  actor: { type: "system", id: "test" },
  ...more,
});

export const aPatient = (more: Partial<Patient> = {}): Patient => ({
  id: patientId,
  identifiers: [],
  name: { given: "Maria", family: "Lopez" },
  language: "en",
  timeZone: zone,
  deceased: false,
  active: true,
  prospect: false,
  contactPoints: [
    { id: "cp-sms", channel: "sms", address: phone, health: "ok" },
    { id: "cp-email", channel: "email", address: "maria@example.org", health: "ok" },
  ],
  preference: {},
  attributes: {},
  relations: [],
  ...more,
});

export const aReach = (more: Partial<Reach> = {}): Reach => ({
  ...reachOf(undefined, aPatient(), {}),
  ...more,
});

export const anAppointment = (more: Partial<Appointment> = {}): Appointment => ({
  id: appointmentId,
  patientId,
  status: "booked",
  start: "2026-06-09T18:30:00.000Z",
  timeZone: zone,
  confirmation: "none",
  ...more,
});

/** The default one, but that what waits leaves at the opening: a test names the instant. */
export const aPolicy = (more: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy,
  smearMinutes: 0,
  ...more,
});

export const aTemplate = (more: Partial<Template["content"]> = {}, status = "published"): Template => ({
  id: "note",
  version: 1,
  status: status as Template["status"],
  content: {
    id: "note",
    purpose: "care",
    category: "appointments",
    privacy: "limited",
    variants: [
      { channel: "sms", language: "en", body: "Hello {{ patient.given }}" },
      { channel: "email", language: "en", subject: "Hello", body: "Hello {{ patient.given }}" },
    ],
    ...more,
  },
});

export const anOutreach = (more: Partial<Outreach> = {}): Outreach => ({
  id: directOutreachId(patientId, "note"),
  patientId,
  purpose: "care",
  category: "appointments",
  template: { id: "note", version: 1 },
  privacy: "limited",
  plan: ["sms", "email"],
  channel: "sms",
  status: "planned",
  dueAt: aTuesday,
  attempts: [],
  decisions: [],
  plannedAt: aTuesday,
  ...more,
});

/** Of a message that may leave now: what the gate and all that asks it look at. */
export const aSituation = (more: Partial<Situation> = {}): Situation => ({
  outreach: anOutreach(),
  reach: aReach(),
  policy: aPolicy(),
  template: aTemplate(),
  enrollment: undefined,
  now: aTuesday,
  ...more,
});

export const anEnrollment = (more: Partial<Enrollment> = {}): Enrollment => ({
  id: enrollmentId,
  patientId,
  journey: { id: "reminder", version: 1 },
  subject: { type: "appointment", id: appointmentId },
  status: "active",
  step: "ask",
  visits: { ask: 1 },
  enteredAt: aTuesday,
  wakeAt: "2026-06-03T14:00:00.000Z",
  open: { outreachIds: [outreachId(enrollmentId, "ask", 1)] },
  seenSeq: 0,
  startedAt: aTuesday,
  trail: [],
  ...more,
});

export const aTask = (more: Partial<PatientTask> = {}): PatientTask => ({
  id: taskId,
  patientId,
  kind: "confirm-appointment",
  answers: ["confirmed", "declined", "reschedule"],
  status: "open",
  outreachIds: [],
  openedAt: aTuesday,
  ...more,
});

export const aStaffTask = (more: Partial<StaffTask> = {}): StaffTask => ({
  id: ownedId("staffTask", patientId, "call"),
  patientId,
  queue: "front-desk",
  title: "Call",
  priority: "normal",
  status: "open",
  outcomes: ["reached", "unreachable"],
  openedAt: aTuesday,
  ...more,
});

export const aConsent = (more: Partial<Consent> = {}): Consent => ({
  id: ownedId("consent", patientId, "c1"),
  patientId,
  purpose: "care",
  channel: "sms",
  category: "*",
  state: "granted",
  at: aTuesday,
  by: { type: "client", id: "test" },
  source: "api",
  written: false,
  ...more,
});

export const later = (instant: string, ms: number): string =>
  new Date(Date.parse(instant) + ms).toISOString();
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
