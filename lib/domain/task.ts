import * as z from "zod";
import { Instant, Language } from "./words.ts";

/** One thing asked of a patient. */
export const PatientTask = z.object({
  id: z.string(),
  patientId: z.string(),
  enrollmentId: z.string().optional(),
  step: z.string().optional(),
  kind: z.string().max(64),
  /** The answers it takes: confirmed, declined, reschedule… */
  answers: z.array(z.string()),
  appointmentId: z.string().optional(),
  status: z.enum(["open", "done", "declined", "overdue", "cancelled"]),
  answer: z.string().optional(),
  /** When the patient said so: an older word that comes late, or again, does not outweigh it. */
  answeredAt: Instant.optional(),
  /** The outreach that asked, latest last. */
  outreachIds: z.array(z.string()),
  openedAt: Instant,
  dueAt: Instant.optional(),
  closedAt: Instant.optional(),
});
export type PatientTask = z.infer<typeof PatientTask>;

/** A call that a message became: for which attempt, to whom, in which language, and what to say. PHI: it is in no list. */
export const PhoneCall = z.object({
  outreachId: z.string(),
  attempt: z.int().min(1),
  /** E.164. */
  phone: z.string(),
  /** What the patient speaks; the script is in the staff's own language. */
  speaks: Language,
  scriptLanguage: Language,
  script: z.string(),
});
export type PhoneCall = z.infer<typeof PhoneCall>;

/** One thing asked of the care team, in a queue. It closes itself when the fact it waited for arrives. */
export const StaffTask = z.object({
  id: z.string(),
  patientId: z.string(),
  enrollmentId: z.string().optional(),
  step: z.string().optional(),
  queue: z.string().max(64),
  title: z.string().max(200),
  priority: z.enum(["urgent", "high", "normal", "low"]),
  status: z.enum(["open", "claimed", "done", "closed"]),
  owner: z.string().max(128).optional(),
  outcomes: z.array(z.string()),
  outcome: z.string().optional(),
  /** Why it is in this queue, where a rule put it there: the rule's number and conditions, or `reply_queue`. */
  routedBy: z.string().max(400).optional(),
  /** What it is about: a message that was not understood, an appointment to rebook. */
  about: z.string().optional(),
  call: PhoneCall.optional(),
  openedAt: Instant,
  dueAt: Instant.optional(),
  closedAt: Instant.optional(),
  /** Why it closed by itself. */
  reason: z.string().optional(),
});
export type StaffTask = z.infer<typeof StaffTask>;
