import type { Change, Stored } from "#lib/domain/kinds.ts";
import { Token } from "#lib/domain/pages/link.ts";
import { isLive, needsRenewal, type Session, sessionId, sessionRemoval } from "#lib/domain/pages/session.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import { type Ports, VersionConflict } from "#lib/ports.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** The session that a cookie's token means, seen now; undefined where it ended, idled out or never was. */
export async function resumeSession(
  ports: Needs,
  token: string | undefined,
): Promise<Stored<"session"> | undefined> {
  if (!Token.safeParse(token).success) return undefined;
  const session = await ports.records.get("session", sessionId(token as string), { consistent: true });
  const now = ports.clock.now();
  if (!session || !isLive(session.data, now)) return undefined;
  if (needsRenewal(session.data, now)) await renew(ports, session);
  return session;
}

/** Two taps at once renew it once; which of them does not matter. */
async function renew(ports: Needs, session: Stored<"session">): Promise<void> {
  const now = ports.clock.now();
  const data = { ...session.data, seenAt: now, removeAt: sessionRemoval(now) };
  try {
    await ports.records.save([changeOf(session, data, "session.renewed", now)]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

/** The patient is done, on a device that may not be theirs. Ending it twice is fine. */
export async function endSession(ports: Needs, { id }: Stored<"session">): Promise<void> {
  const session = await ports.records.get("session", id, { consistent: true });
  if (!session || session.data.endedAt) return;
  const now = ports.clock.now();
  await ports.records.save([ending(session, now)]);
}

const changeOf = (
  { id, version }: Stored<"session">,
  data: Session,
  type: "session.renewed" | "session.ended",
  at: string,
): Change<"session"> => ({
  kind: "session",
  id,
  expect: version,
  data,
  event: { type, at, actor: actorOf(data), cause: data.linkId },
});

/** The patient, and the relation that acted for them. */
const actorOf = ({ patientId, as }: Pick<Session, "patientId" | "as">): Actor => ({
  type: "patient",
  id: patientId,
  ...(as && { relation: as.relation }),
});

/** Whose act it is, and by which link they came. */
export const byOf = (session: Session): { actor: Actor; cause: string } => ({
  actor: actorOf(session),
  cause: session.linkId,
});

/** A new session under a new secret. One that follows another began when that one did: it lives no longer. */
export const sessionOf = (
  secret: string,
  from: Omit<Session, "id" | "startedAt" | "seenAt" | "removeAt">,
  now: Instant,
  startedAt = now,
): Session => ({ ...from, id: sessionId(secret), startedAt, seenAt: now, removeAt: sessionRemoval(now) });

export const beginning = (session: Session, at: Instant): Change<"session"> => ({
  kind: "session",
  id: session.id,
  expect: 0,
  data: session,
  event: { type: "session.began", at, actor: actorOf(session), cause: session.linkId },
});

/** It is over, for a reason where the patient did not say so. */
export const ending = (session: Stored<"session">, at: Instant, reason?: string): Change<"session"> => {
  const { event, ...change } = changeOf(session, { ...session.data, endedAt: at }, "session.ended", at);
  return { ...change, event: { ...event, ...(reason && { reason }) } };
};
