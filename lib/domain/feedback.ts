import type { Instant } from "./words.ts";

/** How a visit was, in the patient's words. The text is PHI: it is in no list and no log. */
export type Feedback = {
  id: string;
  patientId: string;
  /** 1 (very bad) to 5 (very good). */
  score: number;
  text?: string;
  at: Instant;
  appointmentId?: string;
  outreachId?: string;
  /** The question of a journey that it answers: then the journey brings in whoever calls. */
  taskId?: string;
};

/** Someone calls a patient who was this unhappy. */
export const isUnhappy = ({ score }: Pick<Feedback, "score">): boolean => score <= 2;
