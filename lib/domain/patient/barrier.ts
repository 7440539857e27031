import * as z from "zod";
import { Instant } from "../words.ts";

/** Why a patient cannot act. */
export const barrierCodes = [
  "transport",
  "cost",
  "time-off-work",
  "family-care",
  "language",
  "understanding",
  "fear",
  "feeling-unwell",
  "other",
] as const;
export const BarrierCode = z.enum(barrierCodes);
export type BarrierCode = z.infer<typeof BarrierCode>;

/** One barrier as the patient told it. The text is PHI: it is in no list and no log. */
export const Barrier = z.object({
  id: z.string(),
  patientId: z.string(),
  code: BarrierCode,
  text: z.string().max(1000).optional(),
  at: Instant,
  appointmentId: z.string().optional(),
  enrollmentId: z.string().optional(),
  outreachId: z.string().optional(),
});
export type Barrier = z.infer<typeof Barrier>;
