import type { Enrollment, Subject } from "../enrollment.ts";
import type { Fact } from "../fact.ts";
import type { Patient } from "../patient/patient.ts";
import type { Levels } from "../policy/levels.ts";
import type { FallbackAfter } from "../policy/parts.ts";
import type { Policy } from "../policy/policy.ts";
import type { PatientTask, StaffTask } from "../task.ts";
import type { Appointment } from "../visit/appointment.ts";
import type { Channel, Instant, Purpose } from "../words.ts";

/** What a journey may look at. The subject's own record is there when the subject is not the patient. */
export type Facts = {
  patient: Patient;
  appointment?: Appointment;
  /** The subject's own, of a referral or an episode. */
  fact?: Fact;
  /** What the news is about, by id: another visit, another fact of the patient's. */
  told?: Record<string, Appointment | Fact>;
  /** A journey that runs for the patient now, and while it does this one keeps silent. */
  silencedBy?: string;
  policy: Policy;
};

/** What a journey asks of the world, as data with deterministic ids: carrying one out twice does nothing twice. */
export type Effect =
  | {
      do: "plan-outreach";
      /** `outreachId(enrollment, step, visit)`. */
      id: string;
      step: string;
      template: string;
      purpose: Purpose;
      /** The patient's own order, or this one. */
      channels: "preferred" | Channel[];
      dueAt: Instant;
      expiresAt?: Instant;
      taskId?: string;
      /** The patient's message that it answers: the conversation is theirs, so hours and budget do not hold it. */
      inReplyTo?: string;
      variables?: Record<string, string | number>;
      levels?: Pick<Levels, "program">;
      clocks?: FallbackAfter;
    }
  | { do: "cancel-outreach"; id: string; reason: string }
  | { do: "open-task"; task: PatientTask }
  | { do: "close-task"; id: string; status: "done" | "declined" | "overdue" | "cancelled"; answer?: string }
  | { do: "open-staff-task"; task: StaffTask }
  | { do: "close-staff-task"; id: string; reason: string }
  | { do: "enroll"; journey: string; subject: Subject }
  | { do: "update"; attributes: Record<string, string | number | boolean> }
  | { do: "notify"; event: string; ref?: string };

/** What one turn came to. `enrollment.wakeAt` is set whenever it is still active. */
export type Turn = { enrollment: Enrollment; effects: Effect[] };
