import { Refusal } from "#lib/domain/errors.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Patient, Relation } from "#lib/domain/patient/patient.ts";
import { isSamePerson, type MayAct, mayAct, relationAt } from "#lib/domain/patient/proxy.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { isComing } from "#lib/domain/visit/answer.ts";
import type { Ports } from "#lib/ports.ts";
import { beginning, ending, sessionOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock">;

export type Acting =
  /** Nobody acts for them: the patient is here. */
  | { may: "yes"; relation?: undefined }
  | { may: "yes"; relation: Relation; patient: Patient }
  | { may: Exclude<MayAct, "yes"> };

/** Who acts in this session, asked anew with each request: a child comes of age, a relation is taken away. */
export async function actingIn(ports: Needs, session: Session, policy: Policy): Promise<Acting> {
  const { as, patientId } = session;
  if (!as) return { may: "yes" };
  const patient = (await ports.records.get("patient", patientId, { consistent: true }))?.data;
  const relation = patient && relationAt(patient, as.addressId, as.relation);
  if (!patient || !relation) return { may: "no-say" };
  const may = mayAct(patient, relation, ports.clock.now(), policy);
  return may === "yes" ? { may, relation, patient } : { may };
}

/** A patient the relation may act for, and by which of that patient's contact points. */
export type Charge = { patient: Patient; as: NonNullable<Session["as"]> };

/**
 * Everyone this person may act for: patients where a relation holds the same address, says the same birth date and may
 * act. Only for whoever was known by their own birth date: a child's birth date opens that child's pages alone.
 */
export async function chargesOf(ports: Needs, session: Session, policy: Policy): Promise<Charge[]> {
  const acting = await actingIn(ports, session, policy);
  if (acting.may !== "yes" || !acting.relation || !session.as?.self) return [];
  const { addressId } = session.as;
  const own = acting.patient.contactPoints.find(({ id }) => id === addressId);
  if (!own) return [];
  const key = addressKey(own.channel, own.address);
  const links = await ports.records.list({ kind: "addressLink", of: "address", key }, { limit: 50 });
  const shared = links.items.map(({ data }) => data).filter(({ active }) => active);
  const found = await ports.records.getMany(
    shared.map(({ patientId: id }) => ({ kind: "patient" as const, id })),
    { consistent: true },
  );
  return found.flatMap((record, i) => {
    const charge =
      record && chargeAt(record.data, shared[i]?.contactPointIds ?? [], acting.relation as Relation);
    return charge && mayAct(charge.patient, charge.relation, ports.clock.now(), policy) === "yes"
      ? [{ patient: charge.patient, as: charge.as }]
      : [];
  });
}

function chargeAt(patient: Patient, contactPointIds: string[], person: Relation) {
  for (const { id, relation: reference } of patient.contactPoints) {
    const relation =
      reference && contactPointIds.includes(id) ? relationAt(patient, id, reference) : undefined;
    if (reference && relation && isSamePerson(relation, person))
      return { patient, relation, as: { relation: reference, addressId: id, self: true } };
  }
  return undefined;
}

/**
 * The session goes on for another patient, under a new secret, and the old one ends: one transaction. Nothing of the
 * first patient comes along, and the end of the session stays where it was. Throws `forbidden` for everyone else.
 */
export async function actFor(
  ports: Needs & Pick<Ports, "secrets">,
  { id }: Session,
  patientId: string,
  policy: Policy,
): Promise<string> {
  const session = await ports.records.get("session", id, { consistent: true });
  if (!session || session.data.endedAt) throw new Refusal("forbidden");
  const charge = (await chargesOf(ports, session.data, policy)).find(
    ({ patient }) => patient.id === patientId,
  );
  if (!charge) throw new Refusal("forbidden");
  const { linkId, language, startedAt, provenBy } = session.data;
  const appointmentId = await nextVisit(ports, patientId);
  const opening = { page: appointmentId ? ("visit" as const) : ("messages" as const) };
  const secret = ports.secrets.token();
  const now = ports.clock.now();
  const bound = {
    patientId,
    as: charge.as,
    linkId,
    language,
    ...(provenBy && { provenBy }),
    opening,
    ...(appointmentId && { appointmentId }),
  };
  const next = sessionOf(secret, bound, now, startedAt);
  await ports.records.save([ending(session, now, "acts-for-another"), beginning(next, now)]);
  return secret;
}

async function nextVisit({ records, clock }: Needs, patientId: string): Promise<string | undefined> {
  const { items } = await records.list(
    { kind: "appointment", of: "patient", patientId },
    { limit: 100, newestFirst: true },
  );
  return items
    .map(({ data }) => data)
    .filter((visit) => visit.start !== undefined && isComing(visit, clock.now()))
    .sort((a, b) => ((a.start ?? "") < (b.start ?? "") ? -1 : 1))[0]?.id;
}
