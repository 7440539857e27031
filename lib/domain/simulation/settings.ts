import * as z from "zod";
import { Duration, Instant } from "../words.ts";
import { WorldEvent } from "./world-events.ts";

/** More than this takes longer than an API call may. */
export const mostPatients = 200;
export const mostDays = 400;
const share = z.number().min(0).max(1);

/** How patients answer, as shares of what they are asked; the rest is silence. */
export const Replies = z.strictObject({
  answers: z
    .record(z.string().max(32), share)
    .default({ confirmed: 0.46, done: 0.46, declined: 0.09, reschedule: 0.08 }),
  stop: share.default(0.02),
  /** The first and the last hour in which an answer comes. */
  withinHours: z.tuple([z.number().min(0), z.number().max(500)]).default([0.05, 30]),
});

/** What one patient says to what they are asked, in order: an answer, `silence` or `stop`. */
export const Script = z.record(
  z.string().regex(/^\d{1,3}$/, "the patient's number, from 0"),
  z.array(z.string().max(32)).max(100),
);

export const Staff = z.strictObject({
  minutesPerTask: z.number().min(0).max(480).default(6),
  /** Of the first outcome that a task offers; a tenth is left undone, the other outcomes share the rest. */
  firstOutcome: share.default(0.6),
  undone: share.default(0.1),
  withinHours: z.tuple([z.number().min(0), z.number().max(500)]).default([1, 30]),
});

export const SimulationSettings = z.strictObject({
  start: Instant.optional(),
  days: z.int().min(1).max(mostDays).default(60),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  replies: Replies.prefault({}),
  script: Script.default({}),
  staff: Staff.prefault({}),
  world: z.array(WorldEvent).max(50).default([]),
  /** Of what is sent, the share that the provider says did not arrive. */
  undelivered: share.default(0.02),
  /** Patients are enrolled over this time, as they would come in. */
  spread: Duration.default("P1D"),
});
export type SimulationSettings = z.infer<typeof SimulationSettings>;
