import type { Change, Stored } from "#lib/domain/kinds.ts";
import {
  afterAnswer,
  isProven,
  type Link,
  type LinkStanding,
  mostGuesses,
  type Proof,
  standingOf,
} from "#lib/domain/pages/link.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import { type MayAct, mayAct, relationAt } from "#lib/domain/patient/proxy.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { retried } from "../retry.ts";
import { findLink } from "./find-link.ts";
import { beginning, sessionOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock" | "secrets">;

export type Identified =
  /** `token` is the new session's: it goes into the cookie and is kept nowhere. */
  | { outcome: "recognised"; token: string; session: Session }
  | { outcome: "wrong"; left: number }
  /** Known, but not one who may act for the patient: the link is used up and opens nothing. */
  | { outcome: "may-not"; because: Exclude<MayAct, "yes"> }
  | { outcome: Exclude<LinkStanding, "open"> | "unknown" };

/**
 * Asks who holds the link. Every answer is counted under the link's version before it is told, so thirty answers at
 * once are five counted ones and a lock. The right one uses the link up and begins a session, in one transaction.
 * Whoever opens a link at a relation's address acts as that relation, whichever birth date they know: theirs or the
 * patient's.
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
    const { addressId, relation: reference } = link.data;
    const relation = patient && reference ? relationAt(patient.data, addressId, reference) : undefined;
    const self = relation !== undefined && "birthDate" in proof && isProven(link.data, relation, proof, now);
    const right = self || isProven(link.data, { birthDate: patient?.data.birthDate }, proof, now);
    const next = afterAnswer(link.data, right);
    const as = reference ? { as: { relation: reference, addressId, self } } : {};
    if (!right) {
      await ports.records.save([changeOf(link, next, now)]);
      return next.status === "locked"
        ? { outcome: "locked" }
        : { outcome: "wrong", left: mostGuesses - next.failed };
    }
    const may =
      !patient || (reference && !relation)
        ? "no-say"
        : mayAct(patient.data, relation, now, await loadPolicy(ports));
    if (may !== "yes") {
      await ports.records.save([changeOf(link, next, now, may)]);
      return { outcome: "may-not", because: may };
    }
    const secret = ports.secrets.token();
    const provenBy = "birthDate" in proof ? ("birth-date" as const) : ("code" as const);
    const session = sessionOf(secret, { ...cameBy(next, language), ...as, provenBy }, now);
    await ports.records.save([changeOf(link, next, now), beginning(session, now)]);
    return { outcome: "recognised", token: secret, session };
  });
}

const events = { open: "link.refused", locked: "link.locked", used: "link.used" } as const;

const changeOf = (link: Stored<"link">, data: Link, at: Instant, reason?: string): Change<"link"> => ({
  kind: "link",
  id: link.id,
  expect: link.version,
  data,
  event: {
    type: events[data.status],
    at,
    actor: { type: "patient", id: data.patientId, ...(data.relation && { relation: data.relation }) },
    cause: data.outreachId,
    ...(reason && { reason }),
  },
});

const cameBy = (link: Link, language: string | undefined) => ({
  patientId: link.patientId,
  linkId: link.id,
  outreachId: link.outreachId,
  opening: link.opening,
  ...(link.taskId && { taskId: link.taskId }),
  ...(link.appointmentId && { appointmentId: link.appointmentId }),
  language: language ?? link.language,
});
