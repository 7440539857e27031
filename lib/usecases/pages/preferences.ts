import { Refusal } from "#lib/domain/errors.ts";
import { addressFor } from "#lib/domain/gate/address.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import type { Preference } from "#lib/domain/patient/patient.ts";
import type { Channel } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { recordConsent } from "../ingest/record-consent.ts";
import { setPreference } from "../patients/change-patient.ts";
import { byOf } from "./session.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids">;

export type Preferences = {
  preference: Preference;
  language: string;
  /** Channels the customer has and the patient has a healthy address for. */
  reachable: Channel[];
  stopped: boolean;
};

export async function loadPreferences(ports: Needs, { patientId }: Session): Promise<Preferences> {
  const [patient, reach, policy] = await Promise.all([
    ports.records.get("patient", patientId, { consistent: true }),
    ports.records.get("reach", patientId, { consistent: true }),
    loadPolicy(ports),
  ]);
  if (!patient || !reach) throw new Refusal("not_found");
  return {
    preference: patient.data.preference,
    language: reach.data.who.language,
    reachable: policy.channels.filter((channel) => addressFor(reach.data, channel)?.health === "ok"),
    stopped: reach.data.consents["*:*:*"]?.granted === false,
  };
}

/** Changes what the page asks about and keeps the rest. */
export async function savePreferences(
  ports: Needs,
  session: Session,
  asked: Pick<Preference, "channels" | "language" | "format" | "hours" | "topics">,
): Promise<void> {
  const { preference } = await loadPreferences(ports, session);
  const { hours: _, ...kept } = preference;
  await setPreference(
    ports,
    session.patientId,
    { ...kept, ...asked, topics: { ...preference.topics, ...asked.topics } },
    byOf(session),
  );
}

/** The patient wants nothing from us any more: revoked for every purpose and channel, whoever shares the phone. */
export const stopAll = (ports: Needs, session: Session): Promise<unknown> => say(ports, session, "revoked");

/** They do again. What needs a written consent does not get it by this. */
export const startAll = (ports: Needs, session: Session): Promise<unknown> => say(ports, session, "granted");

const say = (ports: Needs, session: Session, state: "granted" | "revoked"): Promise<unknown> =>
  recordConsent(
    ports,
    { patientId: session.patientId, state, source: "link", wording: `pages-${state}-1` },
    byOf(session),
  );
