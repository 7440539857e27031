import * as z from "zod";
import { Slug } from "../words.ts";
import { MessageLine, MessageView } from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";
import { PatientTaskView, PhoneCallView, StaffTaskView } from "./work-views.ts";

const reads = { tag: "Tasks", scope: "tasks.read", phi: true } as const;
const writes = { tag: "Tasks", scope: "tasks.write", phi: true } as const;
const messages = { tag: "Messages", scope: "messages.read", phi: true } as const;

const Code = z.string().min(1).max(64);
/** Who of the care team; the customer's own user id, never a name. */
const Owner = z.string().regex(/^[\w.:-]{1,128}$/, "a user id, no spaces");

/** HIPAA's grounds for a disclosure. 45 CFR 164.506 and 164.524. */
export const ReadReason = z.enum([
  "treatment",
  "payment",
  "operations",
  "patient-request",
  "complaint",
  "legal",
]);

export const taskRoutes = {
  listPatientTasks: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/tasks",
    summary: "List what was asked of a patient",
    query: Paging,
    answer: page(PatientTaskView),
  },
  getPatientTask: {
    ...reads,
    method: "GET",
    path: "/v1/tasks/{taskId}",
    summary: "Read one thing asked of a patient",
    answer: PatientTaskView,
  },
  answerPatientTask: {
    ...writes,
    method: "POST",
    path: "/v1/tasks/{taskId}/answer",
    summary: "Record the patient's answer, given by phone or in the partner's app",
    body: z.strictObject({ answer: Code }),
    answer: PatientTaskView,
    idempotent: true,
  },
  listStaffTasks: {
    ...reads,
    method: "GET",
    path: "/v1/staff-tasks",
    summary: "The worklist of a queue: what is open, most urgent and then soonest due first",
    query: Paging.extend({ queue: Slug }),
    answer: page(StaffTaskView),
  },
  listPatientStaffTasks: {
    ...reads,
    method: "GET",
    path: "/v1/patients/{patientId}/staff-tasks",
    summary: "List what was asked of the care team about a patient",
    query: Paging,
    answer: page(StaffTaskView),
  },
  getStaffTask: {
    ...reads,
    method: "GET",
    path: "/v1/staff-tasks/{staffTaskId}",
    summary: "Read a staff task",
    answer: StaffTaskView,
  },
  claimStaffTask: {
    ...writes,
    method: "POST",
    path: "/v1/staff-tasks/{staffTaskId}/claim",
    summary: "Take a staff task; one that another holds is refused",
    body: z.strictObject({ owner: Owner }),
    answer: StaffTaskView,
    idempotent: true,
  },
  completeStaffTask: {
    ...writes,
    method: "POST",
    path: "/v1/staff-tasks/{staffTaskId}/complete",
    summary: "Complete a staff task with one of its outcomes",
    body: z.strictObject({ outcome: Code, owner: Owner }),
    answer: StaffTaskView,
    idempotent: true,
  },
  readStaffCall: {
    ...reads,
    scope: "calls.read",
    method: "GET",
    path: "/v1/staff-tasks/{staffTaskId}/call",
    summary: "Read whom to call and what to say; the reading and its reason go into the audit trail",
    query: z.strictObject({ reason: ReadReason }),
    answer: PhoneCallView,
  },
  listMessages: {
    ...messages,
    method: "GET",
    path: "/v1/patients/{patientId}/messages",
    summary: "List when and how a patient wrote, without the text",
    query: Paging,
    answer: page(MessageLine),
  },
  readMessage: {
    ...messages,
    method: "GET",
    path: "/v1/messages/{messageId}",
    summary: "Read what a patient wrote; the reading and its reason go into the audit trail",
    query: z.strictObject({ reason: ReadReason }),
    answer: MessageView,
  },
} as const satisfies Record<string, Route>;
