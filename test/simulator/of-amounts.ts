import { localWeek } from "#lib/domain/time/time.ts";
import { type Faults, slackMs } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";
import { isAside, isMetered, policyOf } from "./of-policies.ts";

const dayMs = 86_400_000;
const safetyFactor = 4;

/** Beside 3: no address bears more sends in 24 hours than its circuit breaker lets through, whoever sends. */
export function withinCircuit({ left, policies, aside }: Evidence): Faults {
  const sent = new Map<string, number[]>();
  return left.flatMap(({ envelope, claim }) => {
    if (!claim || claim.outreach.data.confirmsStop) return [];
    const key = `${envelope.channel} ${envelope.address}`;
    const before = (sent.get(key) ?? []).filter((ms) => ms > claim.atMs - dayMs);
    sent.set(key, [...before, claim.atMs]);
    if (isAside(aside, claim, "circuit_open")) return [];
    const most = Math.max(...policyOf(policies, claim).map((policy) => policy.circuit.sendsPerDay));
    const cap = claim.outreach.data.purpose === "safety" ? most * safetyFactor : most;
    if (before.length < cap) return [];
    // Patients who share a phone have a breaker each.
    const to = left.filter((other) => other.envelope.address === envelope.address);
    const sharing = new Set(to.map((other) => other.claim?.patient.id)).size;
    return before.length < cap * sharing ? [] : [`${envelope.outreachId} is one too many for its address`];
  });
}

/** Beside 3: what is kept of the week for care is taken by nothing below it. */
export function withinReserved({ left, policies, aside }: Evidence): Faults {
  const used = new Map<string, Set<string>>();
  return left.flatMap((one) => {
    const { claim, envelope } = one;
    if (!claim || !isMetered(one)) return [];
    const week = `${claim.patient.id} ${localWeek(new Date(claim.atMs).toISOString(), claim.patient.data.timeZone)}`;
    const counted = used.get(week) ?? new Set<string>();
    used.set(week, counted.add(envelope.outreachId));
    if (claim.outreach.data.purpose === "care") return [];
    const caps = policyOf(policies, claim).map((policy) =>
      Math.max(1, policy.budget.perWeek - (policy.reserved.perWeek?.care ?? 0)),
    );
    return counted.size > Math.max(...caps) && !isAside(aside, claim, "weekly_budget")
      ? [`${envelope.outreachId} took what is kept for care`]
      : [];
  });
}

const hourMs = 3_600_000;

/** Beside 3: no address gets more automatic answers within an hour than it may: two machines would go on for ever. */
export function withinAnswers({ left, policies }: Evidence): Faults {
  const sent = new Map<string, Map<string, number>>();
  return left.flatMap(({ envelope: { outreachId, address }, claim }) => {
    const { inReplyTo, purpose } = claim?.outreach.data ?? {};
    if (!claim || !inReplyTo?.startsWith("msg_") || purpose === "safety") return [];
    const own = sent.get(`${claim.patient.id} ${address}`) ?? new Map<string, number>();
    sent.set(`${claim.patient.id} ${address}`, own.set(outreachId, claim.atMs));
    const within = [...own.values()].filter((ms) => ms > claim.atMs - hourMs + slackMs);
    const most = Math.max(...policyOf(policies, claim).map(({ robots }) => robots.answersPerHour));
    return within.length > most ? [`${outreachId} is one automatic answer too many`] : [];
  });
}
