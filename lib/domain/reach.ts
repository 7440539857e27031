import { type Appointment, fingerprint } from "./appointment.ts";
import type { Consent } from "./consent.ts";
import type { Health, Patient } from "./patient.ts";
import type { Channel, Instant, Purpose } from "./words.ts";

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
  hours?: { from: string; to: string };
  /** Topics (categories) the patient asked not to get. */
  declined?: string[];
  /** `purpose:channel:category`, each may be `*`. Of all that match, the latest wins; revoked wins a tie. */
  consents: Record<string, EffectiveConsent>;
  budget: Budget;
  /** Outreach → its claim. Kept seven days, longer than any trigger can repeat. */
  claims: Record<string, Claim>;
  /** Outreach → when it was cancelled before any claim. Kept as long. */
  cancelled: Record<string, Instant>;
  /** Coming visits → digest of what a message may name of them. */
  visits: Record<string, { print: string; start?: Instant }>;
};

export type ReachAddress = {
  id: string;
  channel: Channel;
  address: string;
  health: Health;
  /** Opted out of everything, or of these categories. */
  stopped?: "all" | string[];
};

export type EffectiveConsent = { granted: boolean; at: Instant; written?: boolean };

/** Messages that count, in the patient's own calendar: day `2026-06-02`, ISO week `2026-W23`. */
export type Budget = { day: string; dayUsed: number; week: string; weekUsed: number };

/**
 * `n` is the attempt that is or was out; a further attempt needs the definite end of this one. `by` names the delivery
 * that took it: one whose write came through but whose answer was lost knows its own claim again.
 */
export type Claim = { n: number; at: Instant; by?: string; counted?: { day: string; week: string } };

const noBudget: Budget = { day: "", dayUsed: 0, week: "", weekUsed: 0 };
const sevenDays = 7 * 86_400_000;

/** What a patient record says of the person; what only the reach item knows (consents, claims, stops) stays. */
export function reachOf(
  previous: Reach | undefined,
  patient: Patient,
  stopped: Record<string, "all" | string[]>,
): Reach {
  const { preference } = patient;
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
    },
    addresses: patient.contactPoints.map(({ id, channel, address, health }) => ({
      id,
      channel,
      address,
      health,
      ...(stopped[id] && { stopped: stopped[id] }),
    })),
    ...(preference.channels && { order: preference.channels }),
    ...(preference.hours && { hours: preference.hours }),
    ...(declined.length > 0 && { declined }),
    consents: previous?.consents ?? {},
    budget: previous?.budget ?? noBudget,
    claims: previous?.claims ?? {},
    cancelled: previous?.cancelled ?? {},
    visits: previous?.visits ?? {},
  };
}

const wild = (word: string): string => (word === "all" || word === "" ? "*" : word);

/** Ledger entries may come in any order: the map keeps the latest of each key, so every order gives the same map. */
export function withConsent(reach: Reach, entry: Consent): Reach {
  const key = `${wild(entry.purpose)}:${wild(entry.channel)}:${wild(entry.category)}`;
  const known = reach.consents[key];
  const granted = entry.state === "granted";
  if (known && (known.at > entry.at || (known.at === entry.at && !known.granted))) return reach;
  // Of two grants of one moment the stronger one counts, whichever comes first.
  const written = granted && (entry.written || (known?.at === entry.at && known.written));
  const next = { granted, at: entry.at, ...(written && { written: true }) };
  return { ...reach, consents: { ...reach.consents, [key]: next } };
}

/** The consent that counts for a message, if the ledger says anything. */
export function consentFor(
  reach: Reach,
  purpose: Purpose,
  channel: Channel,
  category: string,
): EffectiveConsent | undefined {
  let best: EffectiveConsent | undefined;
  for (const p of [purpose, "*"])
    for (const c of [channel, "*"])
      for (const k of [category, "*"]) {
        const entry = reach.consents[`${p}:${c}:${k}`];
        if (!entry) continue;
        if (!best || entry.at > best.at || (entry.at === best.at && !entry.granted)) best = entry;
      }
  return best;
}

/** Records what is now true of a visit; visits that began over a day ago are forgotten. */
export function withVisit(reach: Reach, appointment: Appointment, now: Instant): Reach {
  const dayAgo = new Date(Date.parse(now) - 86_400_000).toISOString();
  const coming = Object.entries(reach.visits).filter(([, v]) => v.start === undefined || v.start > dayAgo);
  const visit = { print: fingerprint(appointment), ...(appointment.start && { start: appointment.start }) };
  return { ...reach, visits: { ...Object.fromEntries(coming), [appointment.id]: visit } };
}

/** Opts one address out of everything, or of one category. */
export function withStop(reach: Reach, addressIds: string[], scope: string): Reach {
  return mapAddresses(reach, addressIds, (a) => {
    if (scope === "all") return { ...a, stopped: "all" };
    if (a.stopped === "all") return a;
    return { ...a, stopped: [...new Set([...(a.stopped ?? []), scope])] };
  });
}

/** The addresses stopped of just this: everything, these categories, or nothing. */
export const withStops = (reach: Reach, addressIds: string[], stopped: "all" | string[]): Reach =>
  mapAddresses(reach, addressIds, ({ stopped: _, ...address }) =>
    stopped.length > 0 ? { ...address, stopped } : address,
  );

export const withHealth = (reach: Reach, addressId: string, health: Health): Reach =>
  mapAddresses(reach, [addressId], (a) => ({ ...a, health }));

function mapAddresses(reach: Reach, ids: string[], change: (a: ReachAddress) => ReachAddress): Reach {
  return { ...reach, addresses: reach.addresses.map((a) => (ids.includes(a.id) ? change(a) : a)) };
}

/**
 * Cancelling is serialised with claiming: while an attempt is out it is too late, before it no claim can follow.
 * `ended` is how many attempts have a definite end that left the outreach open (throttled, refused elsewhere).
 */
export function withCancellation(
  reach: Reach,
  outreachId: string,
  ended: number,
  now: Instant,
): Reach | "too_late" {
  if ((reach.claims[outreachId]?.n ?? 0) > ended) return "too_late";
  const cancelled = { ...recent(reach.cancelled, (at) => at, now), [outreachId]: now };
  return { ...withRefund(reach, outreachId), cancelled };
}

/**
 * What was used of the budget on this local day and in this week. A day before the one last counted (the patient moved
 * west, a sender's clock is slow) is counted as that one: going back must not give a second budget.
 */
export const usedBudget = (budget: Budget, day: string, week: string): { day: number; week: number } => ({
  day: budget.day >= day ? budget.dayUsed : 0,
  week: budget.week >= week ? budget.weekUsed : 0,
});

const latest = (a: string, b: string): string => (a > b ? a : b);

/**
 * Takes the claim and the budget in the same write. `count` is absent for what takes no budget: safety, answers to
 * the patient's own message, and a further attempt of an outreach that was counted.
 */
export function withClaim(
  reach: Reach,
  outreachId: string,
  claim: Omit<Claim, "counted">,
  count: { day: string; week: string } | undefined,
): Reach {
  const before = reach.claims[outreachId];
  const slot = count && {
    day: latest(count.day, reach.budget.day),
    week: latest(count.week, reach.budget.week),
  };
  const counted = before?.counted ?? slot;
  const used = count && !before?.counted ? usedBudget(reach.budget, count.day, count.week) : undefined;
  return {
    ...reach,
    ...(slot && used && { budget: { ...slot, dayUsed: used.day + 1, weekUsed: used.week + 1 } }),
    claims: {
      ...recent(reach.claims, (c) => c.at, claim.at),
      [outreachId]: { ...claim, ...(counted && { counted }) },
    },
    cancelled: recent(reach.cancelled, (at) => at, claim.at),
  };
}

/** Gives the budget back for an outreach that definitely reached nobody. */
export function withRefund(reach: Reach, outreachId: string): Reach {
  const claim = reach.claims[outreachId];
  if (!claim?.counted) return reach;
  const { counted, ...rest } = claim;
  const { budget } = reach;
  return {
    ...reach,
    claims: { ...reach.claims, [outreachId]: rest },
    budget: {
      ...budget,
      dayUsed: budget.day === counted.day ? Math.max(0, budget.dayUsed - 1) : budget.dayUsed,
      weekUsed: budget.week === counted.week ? Math.max(0, budget.weekUsed - 1) : budget.weekUsed,
    },
  };
}

function recent<T>(entries: Record<string, T>, at: (entry: T) => Instant, now: Instant): Record<string, T> {
  const since = new Date(Date.parse(now) - sevenDays).toISOString();
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => at(entry) > since));
}
