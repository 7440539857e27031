import * as z from "zod";
import { Actor, Channel, Instant, Purpose } from "../words.ts";

/** `provider`: the carrier or its opt-out list told us. */
export const consentSources = ["form", "reply", "call", "ehr", "import", "api", "link", "provider"] as const;

/** One entry of the append-only ledger. Nothing edits an entry; a later one outweighs it. */
export const Consent = z.object({
  id: z.string(),
  patientId: z.string(),
  purpose: z.union([Purpose, z.literal("all")]),
  channel: z.union([Channel, z.literal("all")]),
  /** A template category, `program:<slug>` for all that a program sends, or `*`. */
  category: z.string().max(72),
  state: z.enum(["granted", "revoked"]),
  at: Instant,
  by: Actor,
  source: z.enum(consentSources),
  /** The paper or record it is on, as its source names it. */
  reference: z.string().max(128).optional(),
  /** The wording the patient saw: a code and its version, never the text. */
  wording: z.string().max(128).optional(),
  /** Set where it is about one address only (a STOP or START from it), by `addressKey`. */
  addressKey: z.string().optional(),
  /** 47 CFR 64.1200(f)(9): marketing needs prior express *written* consent. */
  written: z.boolean().default(false),
  /** The specific consent of 42 CFR 2.31 to records of a substance use disorder program, and to nothing else. */
  part2: z.boolean().optional(),
  /** When it runs out, where it does: 42 CFR 2.31(a)(7). */
  until: Instant.optional(),
  /** What is granted to this relation of the patient's, by its reference: nothing else goes to them. */
  relation: z.string().max(128).optional(),
});
export type Consent = z.infer<typeof Consent>;
