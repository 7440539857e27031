import * as z from "zod";
import { Enrollment } from "../enrollment.ts";
import { Decision } from "../gate/decision.ts";
import { Outreach } from "../outreach/outreach.ts";
import { PatientTask, PhoneCall, StaffTask } from "../task.ts";
import { revision } from "./person-views.ts";

/** News not yet acted on and counters of loops are the engine's own. */
export const EnrollmentView = Enrollment.omit({ pending: true, rounds: true, enrolls: true }).extend(
  revision,
);
export const EnrollmentLine = EnrollmentView.omit({ visits: true, open: true, trail: true });

/** The caller's own `variables` may hold anything: they are content, and stay in. */
export const OutreachView = Outreach.omit({ variables: true }).extend(revision);
export const OutreachLine = OutreachView.omit({ about: true, attempts: true, decisions: true, plan: true });

export const PatientTaskView = PatientTask.extend(revision);
/** Whom to call and what to say is read one by one, for a reason. */
export const StaffTaskView = StaffTask.extend({
  ...revision,
  call: PhoneCall.omit({ phone: true, script: true }).optional(),
});
export const PhoneCallView = PhoneCall;

/** What a dry run answers: what would be done now, and every fact the gate saw. Nothing was written. */
export const DryRun = z.object({ dryRun: z.literal(true), decision: Decision });

export const Cancellation = z.object({
  /** `too_late`: it was claimed for sending, or has its final fate. */
  result: z.enum(["cancelled", "too_late"]),
  outreach: OutreachView,
});

export const ReceiptAnswer = z.object({
  /** `known`: as much or more was said of it before. */
  result: z.enum(["applied", "known"]),
  outreach: OutreachView,
});
