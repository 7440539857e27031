import * as z from "zod";
import { Instant } from "../words.ts";

/** Other times that the clinic could keep for a visit, and which of them the patient took. The EHR books. */
export const Offer = z.object({
  id: z.string(),
  patientId: z.string(),
  appointmentId: z.string(),
  times: z.array(Instant).max(12),
  chosen: Instant.optional(),
  chosenAt: Instant.optional(),
});
export type Offer = z.infer<typeof Offer>;

/** The offered times that are still to come, soonest first. */
export const comingTimes = ({ times }: Pick<Offer, "times">, now: string): string[] =>
  [...new Set(times)].filter((time) => time > now).sort();
