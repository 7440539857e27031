import { digest } from "../ids.ts";
import type { Instant } from "../words.ts";
import type { Opening } from "./link.ts";

/**
 * A patient who was recognised, on one device. The cookie holds 128 random bits made after the identity check (so
 * there is nothing to fixate before it); the record's id is their digest.
 */
export type Session = {
  id: string;
  patientId: string;
  linkId: string;
  /** The message that brought them here; none once they act for another patient. */
  outreachId?: string;
  /** Who acts for the patient, where the link went to a relation's address. `self`: known by their own birth date. */
  as?: { relation: string; addressId: string; self: boolean };
  /** How they showed who they are; what they sign says so. */
  provenBy?: "birth-date" | "code";
  opening: Opening;
  taskId?: string;
  appointmentId?: string;
  language: string;
  startedAt: Instant;
  seenAt: Instant;
  endedAt?: Instant;
  /** Unix seconds: DynamoDB's TTL removes it then. */
  removeAt: number;
};

/** Nobody touched it for this long: whoever holds the phone now must say who they are. */
const idleMs = 15 * 60_000;
/** A session never outlives this, however busy. */
const mostMs = 4 * 3_600_000;
/** Each renewal is a write: one in this time is enough. */
const renewEveryMs = 2 * 60_000;
const keptMs = 86_400_000;

export const sessionId = (token: string): string => digest(32, "session", token);

/** Derived from the cookie, which no script and no other site can read: nothing to store, nothing to guess. */
export const csrfToken = (token: string): string => digest(32, "csrf", token);

const sinceMs = (from: Instant, now: Instant): number => Date.parse(now) - Date.parse(from);

export const isLive = (session: Session, now: Instant): boolean =>
  session.endedAt === undefined &&
  sinceMs(session.seenAt, now) < idleMs &&
  sinceMs(session.startedAt, now) < mostMs;

export const needsRenewal = (session: Session, now: Instant): boolean =>
  sinceMs(session.seenAt, now) >= renewEveryMs;

export const sessionRemoval = (now: Instant): number => Math.floor((Date.parse(now) + keptMs) / 1000);
