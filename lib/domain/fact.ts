import * as z from "zod";
import { Instant } from "./words.ts";

/** What the EHR says of a patient's care, as far as the domain has words for it. */
export const factTypes = [
  "encounter",
  "condition",
  "medication-request",
  "observation",
  "immunization",
  "care-plan",
  "service-request",
] as const;

export const Fact = z.object({
  id: z.string(),
  patientId: z.string(),
  type: z.enum(factTypes),
  status: z.string().max(64).optional(),
  /** The first coding, with its system. */
  code: z
    .object({
      system: z.string().max(300).optional(),
      code: z.string().max(100),
      display: z.string().max(500).optional(),
    })
    .optional(),
  /** When it happened, began or is meant for. */
  at: Instant.optional(),
  end: Instant.optional(),
  value: z.union([z.number(), z.string().max(500)]).optional(),
  unit: z.string().max(50).optional(),
  sourceUpdatedAt: Instant.optional(),
  sourceDigest: z.string().optional(),
});
export type Fact = z.infer<typeof Fact>;

/** Locations and practitioners: the customer's own directory, owned by no patient. */
export const DirectoryEntry = z.object({
  id: z.string(),
  type: z.enum(["location", "practitioner"]),
  name: z.string().max(300),
  timeZone: z.string().optional(),
  phone: z.string().max(40).optional(),
  address: z.string().max(500).optional(),
  sourceDigest: z.string().optional(),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;
