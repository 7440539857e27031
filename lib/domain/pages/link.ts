import * as z from "zod";
import { digest } from "../ids.ts";
import { durationMs } from "../time/duration.ts";
import type { Channel, Duration, Instant } from "../words.ts";

/** What a link may open. Each is a page under /p. */
const pageNames = [
  "visit",
  "question",
  "time",
  "read",
  "messages",
  "feedback",
  "barriers",
  "preferences",
  "form",
  "check-in",
] as const;
export const PageName = z.enum(pageNames);
export type PageName = z.infer<typeof PageName>;

/** `ref` is what the page is about where neither the task nor the visit says it: a questionnaire, a template. */
export const Opening = z.strictObject({
  page: PageName,
  ref: z.string().max(128).optional(),
  /** How often a link of this outreach was locked and sent again. */
  round: z.int().min(0).max(9).optional(),
});
export type Opening = z.infer<typeof Opening>;

/**
 * One link of one message. Its token (128 random bits) leaves in the message and is kept nowhere: the record's id is
 * its digest. It opens one page for one patient, once: what comes after the identity check is a session's.
 *
 *     open → used      the patient was recognised
 *          → locked    after five wrong answers
 *          → (expired) by the clock; nothing is written
 */
export type Link = {
  id: string;
  patientId: string;
  outreachId: string;
  channel: Channel;
  addressId: string;
  /** Reference of the relation whose address it was. */
  relation?: string;
  /** What the message was about: the scope of an unsubscribe. */
  category: string;
  language: string;
  opening: Opening;
  taskId?: string;
  appointmentId?: string;
  createdAt: Instant;
  expiresAt: Instant;
  status: "open" | "used" | "locked";
  /** Wrong answers so far. */
  failed: number;
  /** When it was asked to send itself again. */
  again: Instant[];
  /** The one-time code last sent to the address, as a digest. */
  code?: { digest: string; until: Instant };
  codes: Instant[];
  /** Unix seconds: DynamoDB's TTL removes it then. */
  removeAt: number;
};

export const mostGuesses = 5;
/** Whoever holds the phone but not the birth date has this many links' guesses: 15 of some 30,000 days. */
const mostRounds = 3;
/** How often one link may be sent again, or a code asked for, within a day. */
export const mostResends = 3;
const dayMs = 86_400_000;

/** How long a link of each kind opens. An expired one still sends itself again. */
export const linkLife: Record<PageName, Duration> = {
  visit: "P14D",
  question: "P14D",
  time: "P14D",
  read: "P30D",
  messages: "P7D",
  feedback: "P14D",
  barriers: "P14D",
  preferences: "P7D",
  form: "P14D",
  "check-in": "P3D",
};

export const codeLife: Duration = "PT10M";
/** 16 CFR 316.5 (CAN-SPAM) wants an opt-out to work for 30 days after the message; ours works longer than any link. */
const keptAfterExpiry: Duration = "P90D";

/** 22 characters of base64url: 16 bytes. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const linkId = (token: string): string => digest(32, "link", token);
export const codeDigest = (link: Pick<Link, "id">, code: string): string => digest(32, "code", link.id, code);

/** When it is forgotten, in Unix seconds. */
export const removalOf = (expiresAt: Instant): number =>
  Math.floor((Date.parse(expiresAt) + durationMs(keptAfterExpiry)) / 1000);

export type LinkStanding = Link["status"] | "expired";

/** A used or locked link stays so; else the clock decides. */
export const standingOf = (link: Link, now: Instant): LinkStanding =>
  link.status === "open" && now >= link.expiresAt ? "expired" : link.status;

/** What the patient answered: a birth date (YYYY-MM-DD) or the code that was sent. */
export type Proof = { birthDate: string } | { code: string };

/** Whether the answer is theirs. A code works once, within its time. */
export function isProven(
  link: Link,
  known: { birthDate?: string | undefined },
  proof: Proof,
  now: Instant,
): boolean {
  if ("birthDate" in proof) return known.birthDate !== undefined && proof.birthDate === known.birthDate;
  return (
    link.code !== undefined && now < link.code.until && link.code.digest === codeDigest(link, proof.code)
  );
}

/** The link after an answer. Only an open link may be asked: see `standingOf`. */
export function afterAnswer(link: Link, right: boolean): Link {
  const { code: _, ...rest } = link;
  if (right) return { ...rest, status: "used" };
  const failed = link.failed + 1;
  return { ...link, failed, status: failed >= mostGuesses ? "locked" : "open" };
}

export const recentOf = (times: Instant[], now: Instant): Instant[] =>
  times.filter((at) => Date.parse(now) - Date.parse(at) < dayMs);

/** Whether it may send itself again: after too many locks only the clinic's phone is left. */
export const maySendAgain = (link: Link, now: Instant): boolean =>
  standingOf(link, now) !== "open" &&
  recentOf(link.again, now).length < mostResends &&
  roundAfter(link) < mostRounds;

/** A lock counts against the next link, so that asking for new links gives no endless guesses. */
export const roundAfter = ({ status, opening }: Link): number =>
  (opening.round ?? 0) + (status === "locked" ? 1 : 0);
