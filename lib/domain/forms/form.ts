import * as z from "zod";
import { Duration, Instant, Slug } from "../words.ts";
import { instrumentIds } from "./instruments.ts";
import { Questionnaire, QuestionnaireResponse } from "./questionnaire.ts";

/** A number of an answer (a reading, an option's weight, a yes as 1) against limits; all that are given must hold. */
export const Limit = z
  .strictObject({
    linkId: z.string(),
    above: z.number().optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
    atMost: z.number().optional(),
  })
  .refine(({ linkId: _, ...limits }) => Object.keys(limits).length > 0, "give at least one limit");
export type Limit = z.infer<typeof Limit>;

/** What an answer asks of the care team, and what the patient is told in the same moment. */
export const Alert = z.strictObject({
  id: Slug,
  any: z.array(Limit).min(1).max(20),
  queue: Slug,
  /** For the worklist: what to do, without the value. */
  title: z.string().min(1).max(200),
  priority: z.enum(["urgent", "high", "normal", "low"]),
  due: Duration,
  /** Words shown above the next page. */
  show: z.enum(["crisis", "emergency", "call-us"]).optional(),
  /** It cannot wait until the form is sent. */
  atOnce: z.boolean().default(false),
  /** The answer the journey hears, where its step takes it. */
  answer: z.string().max(32).optional(),
});
export type Alert = z.infer<typeof Alert>;

export const FormDraft = z.strictObject({
  id: Slug,
  kind: z.enum(["intake", "consent", "check-in", "screening", "questionnaire"]),
  description: z.string().max(500).optional(),
  questionnaire: Questionnaire,
  /** The instrument whose bands the item's total falls into. */
  score: z.strictObject({ instrument: z.enum(instrumentIds), linkId: z.string() }).optional(),
  alerts: z.array(Alert).max(50).default([]),
  /** A staff task for every response that is sent. */
  review: z.strictObject({ queue: Slug, title: z.string().min(1).max(200), due: Duration }).optional(),
});
export type FormDraft = z.infer<typeof FormDraft>;

/** A published version, which nothing changes any more but its retirement. */
export const FormVersion = z.object({
  id: Slug,
  version: z.int(),
  status: z.enum(["published", "retired"]),
  content: FormDraft,
});
export type FormVersion = z.infer<typeof FormVersion>;

/**
 * An electronic signature: 15 U.S.C. 7006(5), a name typed, and drawn where the signer likes, with the intent to sign,
 * bound to what was shown and what was answered by their digests, and kept with the record it signs (7001(d)).
 */
export const Signature = z.object({
  linkId: z.string(),
  name: z.string().max(200),
  at: Instant,
  /** SHA-256, base 32, of the words of the page in the language it was shown. */
  wording: z.string(),
  language: z.string(),
  intent: z.literal(true),
  /** Digest of the sentence that was ticked to say so. */
  intentWording: z.string().optional(),
  /** How the signer showed who they are. */
  provenBy: z.enum(["birth-date", "code"]).optional(),
  /** The line drawn beside the name, as a file and the SHA-256 of it. */
  drawing: z.object({ file: z.string(), sha256: z.string() }).optional(),
  /** Digest of all the answers, as they were sent. */
  signed: z.string().optional(),
});
export type Signature = z.infer<typeof Signature>;

export const FormResponse = z.object({
  id: z.string(),
  patientId: z.string(),
  taskId: z.string().optional(),
  enrollmentId: z.string().optional(),
  form: z.object({ id: Slug, version: z.int() }),
  language: z.string(),
  status: z.enum(["in-progress", "completed"]),
  response: QuestionnaireResponse,
  signatures: z.array(Signature),
  /** Ids of the alerts that fired. */
  alerts: z.array(z.string()),
  score: z.object({ instrument: z.string(), total: z.number(), band: z.string() }).optional(),
  openedAt: Instant,
  savedAt: Instant,
  submittedAt: Instant.optional(),
});
export type FormResponse = z.infer<typeof FormResponse>;

/** An item of the table holds 400 KB; a form's answers are far from it, and must stay so. */
export const mostResponse = 100_000;
