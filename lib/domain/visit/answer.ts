import type { Instant } from "../words.ts";
import type { Appointment } from "./appointment.ts";

/** What a patient may say of a visit. */
export const visitAnswers = ["confirmed", "declined", "reschedule"] as const;
export type VisitAnswer = (typeof visitAnswers)[number];

/** Whether the patient may still say something about it. */
export const isComing = ({ status, start }: Appointment, now: Instant): boolean =>
  (status === "booked" || status === "proposed") && (start === undefined || start > now);

/** The visit with the patient's word on it, beside the EHR's status; the same one where that says nothing new of it. */
export function withAnswer(visit: Appointment, answer: string | undefined): Appointment {
  const confirmation = visitAnswers.find((one) => one === answer);
  return !confirmation || visit.confirmation === confirmation ? visit : { ...visit, confirmation };
}
