import * as z from "zod";
import { Instant } from "./words.ts";

/** What an enrollment is about. Its id is part of the enrollment's identity: one run per journey and subject. */
export const Subject = z.object({
  type: z.enum(["patient", "appointment", "referral", "episode"]),
  id: z.string(),
});
export type Subject = z.infer<typeof Subject>;

/** Something an enrollment should know. `seq` counts up per enrollment without a gap. */
export const News = z.object({
  seq: z.int().min(1),
  at: Instant,
  /** An event (`appointment.moved`), or the fate of what it asked for (`task.answered`, `outreach.suppressed`). */
  type: z.string(),
  /** The item it is about: a task, an outreach, an appointment. */
  ref: z.string().optional(),
  /** The answer, outcome or reason code. */
  value: z.string().optional(),
  /** The patient's own message that said it, where one did. */
  inReplyTo: z.string().optional(),
  /** Makes a repeated delivery of the same fact one piece of news. */
  key: z.string(),
});
export type News = z.infer<typeof News>;

/** One run of one journey version for one subject. */
export const Enrollment = z.object({
  id: z.string(),
  patientId: z.string(),
  journey: z.object({ id: z.string(), version: z.int() }),
  subject: Subject,
  /** The campaign that began it: while that is stopped or paused, none of its messages leaves. */
  campaign: z.string().optional(),
  status: z.enum(["active", "paused", "ended"]),
  /** The step it stands at; absent once ended. */
  step: z.string().optional(),
  /** How often it entered that step: part of the outreach's identity. */
  visits: z.record(z.string(), z.int()),
  enteredAt: Instant,
  /** When it acts by itself if no news comes. Every active enrollment has one (invariant 6). */
  wakeAt: Instant.optional(),
  /** What it has open in the world, to close on leaving. */
  open: z.object({
    outreachIds: z.array(z.string()),
    taskId: z.string().optional(),
    staffTaskId: z.string().optional(),
  }),
  /** The last piece of news it has acted on. */
  seenSeq: z.int(),
  /** News that came while it was paused, acted on when it goes on. */
  pending: z.array(News).optional(),
  /** How often each `repeat` step has gone round since it was last left. */
  rounds: z.record(z.string(), z.int()).optional(),
  outcome: z.string().optional(),
  reason: z.string().optional(),
  startedAt: Instant,
  endedAt: Instant.optional(),
  /** Journeys that its last turn begins. */
  enrolls: z.array(z.object({ journey: z.string(), subject: Subject })).optional(),
  /** What its last turn tells the outside: names the authors chose, for webhooks. */
  notifies: z.array(z.object({ event: z.string(), ref: z.string().optional() })).optional(),
  /** Where a migration took it from and to: while it still stands there nothing has happened to it. */
  moved: z
    .object({
      by: z.string(),
      to: z.object({ step: z.string(), visit: z.int() }),
      from: z.object({ version: z.int(), step: z.string(), enteredAt: Instant, wakeAt: Instant.optional() }),
    })
    .optional(),
  /** The migration that was undone for it last. */
  undone: z.string().optional(),
  /** The last steps it took, oldest first, at most 30. */
  trail: z.array(z.object({ step: z.string(), at: Instant, why: z.string() })),
});
export type Enrollment = z.infer<typeof Enrollment>;

/**
 * The enrollment's letter box, an item of its own: writers of news and the state machine meet here, and never at
 * the enrollment itself. `news` is emptied by the very write that stores the token, whose condition says all of it
 * was seen.
 */
export const Inbox = z.object({
  enrollmentId: z.string(),
  newsSeq: z.int(),
  news: z.array(News),
  /** The Step Functions task token of the waiting execution. */
  token: z.string().optional(),
  /** Keys of recent news, newest last, at most 50: to drop repeats. */
  keys: z.array(z.string()),
});
export type Inbox = z.infer<typeof Inbox>;
