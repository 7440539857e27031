import type { Reason } from "../gate/decision.ts";
import { type Known, withKnown } from "../patient/health.ts";
import type { Health, Patient } from "../patient/patient.ts";
import { type Levels, levelsIn, type PolicyValues } from "../policy/levels.ts";
import { plusMs } from "../time/instant.ts";
import { stateOf } from "../time/state-rules.ts";
import { type Appointment, fingerprint } from "../visit/appointment.ts";
import type { Channel, Format, Instant } from "../words.ts";
import { stoppedToo } from "./address.ts";

/**
 * All the gate asks about the person, in one item per patient: addresses and their health, effective consents,
 * budget counters, claims, cancellations, and what is true of coming visits. Every sender, STOP, cancel and
 * appointment change writes it under its version, so they are serialised: whoever comes second sees the first.
 */
export type Reach = {
  patientId: string;
  who: {
    given: string;
    language: string;
    timeZone: string;
    deceased: boolean;
    active: boolean;
    /** Their own format; else the standard one. */
    format?: Format;
    /** USPS code, whose rules bound the hours. The levels: whose policy holds where the outreach names none. */
    state?: string;
  } & Levels;
  addresses: ReachAddress[];
  /** Contact points that alone may be used: 45 CFR 164.522(b). One that is gone is none: then nothing leaves. */
  confidential?: string[];
  order?: Channel[];
  hours?: { from: string; to: string };
  /** Topics (categories) the patient asked not to get. */
  declined?: string[];
  /** Which of them: reach-consents.ts. Of all that match, the latest wins; revoked wins a tie. */
  consents: Record<string, EffectiveConsent>;
  budget: Budget;
  /** Outreach → its claim. Kept seven days, longer than any trigger can repeat. */
  claims: Record<string, Claim>;
  /** Outreach → when it was cancelled before any claim. Kept as long. */
  cancelled: Record<string, Instant>;
  /** Coming visits → digest of what a message may name of them. */
  visits: Record<string, { print: string; start?: Instant }>;
  /** Care and operations that wait for their hour, and by their class go before what ranks lower (rank 0: safety). */
  waiting?: Record<string, { at: Instant; rank: number }>;
  /** Rules that somebody set aside for this patient for a while. */
  overrides?: Override[];
  /** What differs from the policy for this patient alone. */
  policy?: PolicyValues;
};

/** One of `overridable` (gate.ts), for one outreach or for all of the patient's, until then. */
export type Override = { rule: Reason; until: Instant; outreachId?: string };

export type ReachAddress = {
  id: string;
  channel: Channel;
  address: string;
  health: Health;
  /** Opted out of everything, or of these categories. */
  stopped?: "all" | string[];
  /** It is this relation's: only what was granted to them goes there. */
  relation?: string;
  /** Who stands above a postal address. */
  addressee?: string;
  /** Attempts in a row that ended badly, and when the last one did. */
  trouble?: { n: number; at: Instant };
  /** It seems to be a machine's: no automatic answer until then. `by`: the message that showed it. */
  muted?: { until: Instant; by: string };
  /** When the patient last wrote from there, where that opens a conversation (WhatsApp). */
  wroteAt?: Instant;
};

export type EffectiveConsent = { granted: boolean; at: Instant; written?: boolean; until?: Instant };

/** Messages that count, in the patient's own calendar: day `2026-06-02`, ISO week `2026-W23`. */
export type Budget = { day: string; dayUsed: number; week: string; weekUsed: number };

/**
 * `n` is the attempt that is or was out; a further attempt needs the definite end of this one. `by` names the delivery
 * that took it: one whose write came through but whose answer was lost knows its own claim again.
 */
export type Claim = {
  n: number;
  at: Instant;
  by?: string;
  counted?: { day: string; week: string };
  /** The address it went to, and a digest of what it said of what. */
  to?: string;
  near?: string;
  /** An automatic answer to what the patient wrote. */
  reply?: true;
};

const noBudget: Budget = { day: "", dayUsed: 0, week: "", weekUsed: 0 };

/** What a patient record says of the person; what only the reach item knows (consents, claims, stops) stays. */
export function reachOf(
  previous: Reach | undefined,
  patient: Patient,
  stopped: Record<string, "all" | string[]>,
): Reach {
  const { preference, attributes } = patient;
  const before = new Map(previous?.addresses.map((a) => [a.id, a]));
  const state = stateOf(attributes.state);
  const declined = Object.entries(preference.topics ?? {}).flatMap(([topic, wanted]) =>
    wanted ? [] : [topic],
  );
  return {
    patientId: patient.id,
    who: {
      given: patient.name.given,
      language: preference.language ?? patient.language,
      timeZone: patient.timeZone,
      deceased: patient.deceased,
      active: patient.active,
      ...(preference.format && preference.format !== "standard" && { format: preference.format }),
      ...(state && { state }),
      ...levelsIn(attributes),
    },
    addresses: patient.contactPoints.map(({ id, channel, address, health, relation }) => {
      const { trouble, muted, wroteAt } = before.get(id) ?? {};
      return {
        id,
        channel,
        address,
        health,
        ...(stopped[id] && { stopped: stopped[id] }),
        ...(relation && { relation }),
        ...(channel === "letter" && { addressee: addresseeOf(patient, relation) }),
        ...(trouble && { trouble }),
        ...(muted && { muted }),
        ...(wroteAt && { wroteAt }),
      };
    }),
    ...(preference.confidential?.length && { confidential: preference.confidential }),
    ...(preference.channels && { order: preference.channels }),
    ...(preference.hours && { hours: preference.hours }),
    ...(declined.length > 0 && { declined }),
    consents: previous?.consents ?? {},
    budget: previous?.budget ?? noBudget,
    claims: previous?.claims ?? {},
    cancelled: previous?.cancelled ?? {},
    visits: previous?.visits ?? {},
    ...(previous?.waiting && { waiting: previous.waiting }),
    ...(previous?.overrides && { overrides: previous.overrides }),
    ...(previous?.policy && { policy: previous.policy }),
  };
}

/** The patient, or the relation whose address it is where that has a name. */
const addresseeOf = ({ name, relations }: Patient, relation: string | undefined): string =>
  relations.find(({ reference }) => relation && reference === relation)?.name ??
  `${name.given} ${name.family}`.trim();

/** Records what is now true of a visit; visits that began over a day ago are forgotten. */
export function withVisit(reach: Reach, appointment: Appointment, now: Instant): Reach {
  const dayAgo = plusMs(now, -86_400_000);
  const coming = Object.entries(reach.visits).filter(([, v]) => v.start === undefined || v.start > dayAgo);
  const visit = { print: fingerprint(appointment), ...(appointment.start && { start: appointment.start }) };
  return { ...reach, visits: { ...Object.fromEntries(coming), [appointment.id]: visit } };
}

/** Opts one address out of everything, or of one category. */
export const withStop = (reach: Reach, addressIds: string[], scope: string): Reach =>
  mapAddresses(reach, addressIds, (a) => ({ ...a, stopped: stoppedToo(a.stopped, scope) }));

/** The addresses stopped of just this: everything, these categories, or nothing. */
export const withStops = (reach: Reach, addressIds: string[], stopped: "all" | string[]): Reach =>
  mapAddresses(reach, addressIds, ({ stopped: _, ...address }) =>
    stopped.length > 0 ? { ...address, stopped } : address,
  );

/** With what is now known of an address. */
export const withHealth = (reach: Reach, known: Known): Reach => ({
  ...reach,
  addresses: withKnown(reach.addresses, reach.patientId, known),
});

function mapAddresses(reach: Reach, ids: string[], change: (a: ReachAddress) => ReachAddress): Reach {
  return { ...reach, addresses: reach.addresses.map((a) => (ids.includes(a.id) ? change(a) : a)) };
}

/** Those addresses get no automatic answer until then, or may again. */
export const withMuted = (reach: Reach, addressIds: string[], muted: ReachAddress["muted"]): Reach =>
  mapAddresses(reach, addressIds, ({ muted: _, ...address }) => (muted ? { ...address, muted } : address));

/** An attempt that ended badly counts until one ends well. Answers the same reach where nothing changes. */
export function withTrouble(reach: Reach, addressId: string, bad: boolean, at: Instant): Reach {
  const known = reach.addresses.find((a) => a.id === addressId);
  if (!known || (!bad && !known.trouble)) return reach;
  return mapAddresses(reach, [addressId], ({ trouble, ...address }) =>
    bad ? { ...address, trouble: { n: (trouble?.n ?? 0) + 1, at } } : address,
  );
}
