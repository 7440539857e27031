import * as z from "zod";
import { Subject } from "../enrollment.ts";
import { PageName } from "../pages/link.ts";
import { FallbackAfter } from "../policy/parts.ts";
import { ChannelPlan, Instant, Slug } from "../words.ts";
import { Paging, page, pathParams, type Route } from "./route.ts";
import {
  Cancellation,
  DryRun,
  EnrollmentLine,
  EnrollmentView,
  OutreachLine,
  OutreachView,
  ReceiptAnswer,
} from "./work-views.ts";

const reads = { tag: "Outreach", scope: "outreach.read", phi: true } as const;
const writes = { tag: "Outreach", scope: "outreach.write", phi: true } as const;

/** A code that goes into the audit trail: never free text. */
const ReasonCode = Slug.describe("A code for the audit trail, such as patient-request");

const SendBody = z.strictObject({
  patientId: pathParams.patientId,
  /** The caller's own name of this message among the patient's: the same one again is the same message. */
  reference: z.string().min(1).max(128),
  template: Slug,
  channels: ChannelPlan,
  dueAt: Instant.optional(),
  expiresAt: Instant.optional(),
  appointmentId: pathParams.appointmentId.optional(),
  variables: z.record(z.string().max(64), z.union([z.string().max(2000), z.number()])).optional(),
  /** Whose policy it follows, where that is not the template's or the patient's own program. */
  program: Slug.optional(),
  /** How long a channel may be silent before the next one is tried, such as { "sms": "PT4H" }. */
  clocks: FallbackAfter.optional(),
  /** What its link opens, where that is not the template's page. Forms and freed times are opened by their own tasks. */
  opening: z.strictObject({ page: PageName.exclude(["time", "question", "form", "check-in"]) }).optional(),
  dryRun: z.boolean().default(false),
});

const StartBody = z.strictObject({
  journeyId: Slug,
  patientId: pathParams.patientId,
  /** What it is about; the patient unless given. */
  subject: Subject.strict().optional(),
});

/** What print vendors and mail rooms say of a letter. */
const LetterReceiptBody = z.strictObject({
  receipt: z.enum(["printed", "mailed", "delivered", "returned"]),
  /** The latest letter of this outreach, if absent. */
  attempt: z.int().min(1).optional(),
  at: Instant.optional(),
});

const reasonBody = z.strictObject({ reason: ReasonCode });

export const outreachRoutes = {
  sendOutreach: {
    ...writes,
    method: "POST",
    path: "/v1/outreach",
    summary: "Plan one message to one patient, or ask with dryRun what the gate would say now",
    body: SendBody,
    answer: z.union([DryRun, OutreachView]),
    status: 201,
    idempotent: true,
  },
  getOutreach: {
    ...reads,
    method: "GET",
    path: "/v1/outreach/{outreachId}",
    summary: "Read an outreach with its attempts and decisions",
    answer: OutreachView,
  },
  cancelOutreach: {
    ...writes,
    method: "POST",
    path: "/v1/outreach/{outreachId}/cancel",
    summary: "Cancel an outreach: after `cancelled` nothing leaves, `too_late` means that it was claimed",
    body: reasonBody,
    answer: Cancellation,
    idempotent: true,
  },
  recordLetterReceipt: {
    ...writes,
    scope: "receipts.write",
    method: "POST",
    path: "/v1/outreach/{outreachId}/receipts",
    summary: "Say what became of a printed letter; a returned one makes the address unusable",
    body: LetterReceiptBody,
    answer: ReceiptAnswer,
    idempotent: true,
  },
  listPatientOutreach: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/outreach",
    summary: "List a patient's outreaches",
    query: Paging,
    answer: page(OutreachLine),
  },
  startEnrollment: {
    ...writes,
    method: "POST",
    path: "/v1/enrollments",
    summary: "Start a journey for a subject; the same subject again answers with the run there is",
    body: StartBody,
    answer: EnrollmentView,
    status: 201,
    idempotent: true,
  },
  getEnrollment: {
    ...reads,
    method: "GET",
    path: "/v1/enrollments/{enrollmentId}",
    summary: "Read an enrollment with the steps it took",
    answer: EnrollmentView,
  },
  stopEnrollment: {
    ...writes,
    method: "POST",
    path: "/v1/enrollments/{enrollmentId}/stop",
    summary: "End an enrollment and close what it has open",
    body: reasonBody,
    answer: EnrollmentView,
    idempotent: true,
  },
  pauseEnrollment: {
    ...writes,
    method: "POST",
    path: "/v1/enrollments/{enrollmentId}/pause",
    summary: "Pause an enrollment: nothing of it leaves until it is resumed",
    answer: EnrollmentView,
    idempotent: true,
  },
  resumeEnrollment: {
    ...writes,
    method: "POST",
    path: "/v1/enrollments/{enrollmentId}/resume",
    summary: "Resume a paused enrollment",
    answer: EnrollmentView,
    idempotent: true,
  },
  listPatientEnrollments: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/enrollments",
    summary: "List a patient's enrollments",
    query: Paging,
    answer: page(EnrollmentLine),
  },
  listJourneyEnrollments: {
    ...reads,
    method: "GET",
    path: "/v1/journeys/{journeyId}/enrollments",
    summary: "List the enrollments of a journey, of all its versions",
    query: Paging,
    answer: page(EnrollmentLine),
  },
  listEnrollmentOutreach: {
    ...reads,
    method: "GET",
    path: "/v1/enrollments/{enrollmentId}/outreach",
    summary: "List the outreaches of an enrollment",
    query: Paging,
    answer: page(OutreachLine),
  },
} as const satisfies Record<string, Route>;
