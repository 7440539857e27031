import type * as z from "zod";
import type { About } from "./outreach.ts";
import type { Health } from "./patient.ts";
import type { Channel, Instant, LocalTime, Purpose } from "./words.ts";

/**
 * All the gate asks about the person, in one item per patient: addresses and their health, effective consents,
 * budget counters, claims, cancellations, and what is true of coming visits. Every sender, STOP, cancel and
 * appointment change writes it under its version, so they are serialised: whoever comes second sees the first.
 */
export type Reach = {
  patientId: string;
  who: { given: string; language: string; timeZone: string; deceased: boolean; active: boolean };
  addresses: ReachAddress[];
  order?: Channel[];
  hours?: { from: z.infer<typeof LocalTime>; to: z.infer<typeof LocalTime> };
  /** Topics (categories) the patient asked not to get. */
  declined?: string[];
  /** `purpose:channel:category` (each may be `*`) → whether granted; the more exact and then the later entry wins. */
  consents: Record<string, boolean>;
  budget: { day: string; dayUsed: number; week: string; weekUsed: number };
  /** Outreach → its claim. Kept seven days, longer than any trigger can repeat. */
  claims: Record<string, Claim>;
  /** Outreach → when it was cancelled before any claim. */
  cancelled: Record<string, Instant>;
  /** Coming visits → fingerprint of what a message may name. */
  visits: Record<string, { print: string; start: Instant | undefined }>;
};

export type ReachAddress = {
  id: string;
  channel: Channel;
  address: string;
  health: Health;
  /** Opted out of everything, or of these categories. */
  stopped?: "all" | string[];
};

/** `n` is the attempt that is or was out; a new attempt needs the end of the last one. */
export type Claim = { n: number; at: Instant; purpose: Purpose };

export type ClaimRequest = {
  outreachId: string;
  attempt: number;
  purpose: Purpose;
  about: About | undefined;
  now: Instant;
  day: string;
  week: string;
};
