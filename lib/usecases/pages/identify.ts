import type { Change, Stored } from "#lib/domain/kinds.ts";
import {
  afterAnswer,
  isProven,
  type Link,
  type LinkStanding,
  mostGuesses,
  type Proof,
  standingOf,
} from "#lib/domain/link.ts";
import { type Session, sessionId, sessionRemoval } from "#lib/domain/session.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { findLink } from "./find-link.ts";

type Needs = Pick<Ports, "records" | "clock" | "secrets">;

export type Identified =
  /** `token` is the new session's: it goes into the cookie and is kept nowhere. */
  | { outcome: "recognised"; token: string; session: Session }
  | { outcome: "wrong"; left: number }
  | { outcome: Exclude<LinkStanding, "open"> | "unknown" };

/**
 * Asks who holds the link. Every answer is counted under the link's version before it is told, so thirty answers at
 * once are five counted ones and a lock. The right one uses the link up and begins a session, in one transaction.
 */
export function identify(
  ports: Needs,
  token: string,
  proof: Proof,
  language: string | undefined,
): Promise<Identified> {
  return retried(async () => {
    const link = await findLink(ports.records, token);
    if (!link) return { outcome: "unknown" };
    const now = ports.clock.now();
    const standing = standingOf(link.data, now);
    if (standing !== "open") return { outcome: standing };
    const patient = await ports.records.get("patient", link.data.patientId, { consistent: true });
    const right = isProven(link.data, { birthDate: patient?.data.birthDate }, proof, now);
    const next = afterAnswer(link.data, right);
    if (!right) {
      await ports.records.save([changeOf(link, next, now)]);
      return next.status === "locked"
        ? { outcome: "locked" }
        : { outcome: "wrong", left: mostGuesses - next.failed };
    }
    const secret = ports.secrets.token();
    const session = sessionOf(secret, next, language, now);
    await ports.records.save([changeOf(link, next, now), beginning(session, now)]);
    return { outcome: "recognised", token: secret, session };
  });
}

const events = { open: "link.refused", locked: "link.locked", used: "link.used" } as const;

const changeOf = (link: Stored<"link">, data: Link, at: Instant): Change<"link"> => ({
  kind: "link",
  id: link.id,
  expect: link.version,
  data,
  event: {
    type: events[data.status],
    at,
    actor: { type: "patient", id: data.patientId },
    cause: data.outreachId,
  },
});

const beginning = (session: Session, at: Instant): Change<"session"> => ({
  kind: "session",
  id: session.id,
  expect: 0,
  data: session,
  event: {
    type: "session.began",
    at,
    actor: { type: "patient", id: session.patientId },
    cause: session.linkId,
  },
});

const sessionOf = (secret: string, link: Link, language: string | undefined, now: Instant): Session => ({
  id: sessionId(secret),
  patientId: link.patientId,
  linkId: link.id,
  outreachId: link.outreachId,
  opening: link.opening,
  ...(link.taskId && { taskId: link.taskId }),
  ...(link.appointmentId && { appointmentId: link.appointmentId }),
  language: language ?? link.language,
  startedAt: now,
  seenAt: now,
  removeAt: sessionRemoval(now),
});
