import * as z from "zod";
import { Instant, Language } from "./words.ts";

/** What a patient finds in the portal. PHI: the body is in no list, the subject is written for one (lint). */
export const PortalMessage = z.object({
  id: z.string(),
  patientId: z.string(),
  outreachId: z.string(),
  attempt: z.int().min(1),
  /** Whose inbox of the portal: the patient's, or that of a relation who may see it. */
  account: z.string(),
  subject: z.string().optional(),
  body: z.string(),
  language: Language,
  at: Instant,
  readAt: Instant.optional(),
});
export type PortalMessage = z.infer<typeof PortalMessage>;
