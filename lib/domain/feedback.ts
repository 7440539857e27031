import * as z from "zod";
import { Instant } from "./words.ts";

/** How a visit was, in the patient's words. The text is PHI: it is in no list and no log. */
export const Feedback = z.object({
  id: z.string(),
  patientId: z.string(),
  /** 1 (very bad) to 5 (very good). */
  score: z.int().min(1).max(5),
  text: z.string().max(1000).optional(),
  at: Instant,
  appointmentId: z.string().optional(),
  outreachId: z.string().optional(),
  /** The question of a journey that it answers: then the journey brings in whoever calls. */
  taskId: z.string().optional(),
});
export type Feedback = z.infer<typeof Feedback>;

/** Someone calls a patient who was this unhappy. */
export const isUnhappy = ({ score }: Pick<Feedback, "score">): boolean => score <= 2;
