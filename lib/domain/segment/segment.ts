import * as z from "zod";
import { Instant, Slug } from "../words.ts";
import type { FactName } from "./facts.ts";

/** A stored condition over patients, as operations staff write it. */
export const SegmentDraft = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(120).optional(),
  condition: z.string().min(1).max(2000),
});
export type SegmentDraft = z.infer<typeof SegmentDraft>;

export const Segment = z.object({
  id: z.string(),
  title: z.string().optional(),
  condition: z.string(),
  status: z.enum(["active", "retired"]),
  /** Counts its conditions, from 1: a patient is asked anew where this is higher than what they were asked last. */
  n: z.int().min(1),
  /** Names of facts; only ever written from the condition, so that the API need not read the facts to tell them. */
  asks: z.array(z.string() as unknown as z.ZodType<FactName>),
  /** It asks what changes with the calendar alone, so every patient is asked again each day. */
  drifts: z.boolean(),
  savedAt: Instant,
  /** Every patient was asked since then; absent while the first round is under way. */
  asOf: Instant.optional(),
});
export type Segment = z.infer<typeof Segment>;

/** That a patient is, or was, in a segment. */
export const Membership = z.object({
  id: z.string(),
  patientId: z.string(),
  segment: z.string(),
  state: z.enum(["in", "out"]),
  since: Instant,
});
export type Membership = z.infer<typeof Membership>;
