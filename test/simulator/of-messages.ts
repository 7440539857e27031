import { momentOf } from "#lib/domain/content/variables.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { isAllowed } from "#lib/domain/time/hours.ts";
import { localDay, localWeek } from "#lib/domain/time/time.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import { type Faults, slackMs } from "./allowance.ts";
import type { ClaimSeen, Evidence, LeftSeen } from "./evidence.ts";
import { lineOf } from "./lines.ts";
import { consentFaults, declinedFaults } from "./of-consents.ts";
import { isAside, isMetered, policyOf } from "./of-policies.ts";

const skewMs = 2_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * 1. At most one send per (subject, step, occurrence), and none without its own claim. A channel that was silent for as
 * long as its clock says may be followed by another one, once each; so may work by hand or post that reached nobody.
 */
export function atMostOneSend({ left, ended }: Evidence): Faults {
  const faults: Faults = [];
  const seen = new Map<string, LeftSeen[]>();
  for (const one of left) {
    const { envelope, claim } = one;
    const before = seen.get(envelope.outreachId) ?? [];
    if (before.some((earlier) => !isFallback(earlier, one, ended)))
      faults.push(`${envelope.outreachId} left twice`);
    seen.set(envelope.outreachId, [...before, one]);
    if (!claim) faults.push(`${envelope.outreachId} left without a claim of attempt ${envelope.attempt}`);
  }
  return faults;
}

function isFallback(earlier: LeftSeen, { envelope, atMs, claim }: LeftSeen, ended: Set<string>): boolean {
  const clock = claim?.outreach.data.clocks?.[earlier.envelope.channel];
  const isOther = earlier.envelope.channel !== envelope.channel;
  if (isOther && ended.has(`${envelope.outreachId} ${earlier.envelope.attempt}`)) return true;
  // The clock runs from the attempt's end as its sender told it: seconds before, by a clock that was slow.
  return isOther && clock !== undefined && atMs >= earlier.atMs + durationMs(clock) - 2 * skewMs;
}

/** 2. Nothing leaves after a STOP was recorded, the consent it needs was revoked, or the patient had died. */
export function nothingAfterStop({ left, declined }: Evidence): Faults {
  return left.flatMap(({ envelope, claim }) => {
    if (!claim) return [];
    const { outreach, patient, stopped } = claim;
    const { confirmsStop } = outreach.data;
    const faults: Faults = [];
    if (patient.data.deceased) faults.push(`${outreach.id} left to the deceased`);
    const line = lineOf(envelope.channel, envelope.address);
    if (!confirmsStop && ["all", outreach.data.category].some((scope) => stopped.has(`${line} ${scope}`)))
      faults.push(`${outreach.id} (${outreach.data.template.id}) left after a STOP from its address`);
    const before = declined.filter(({ knownMs }) => knownMs < claim.atMs);
    return [...faults, ...consentFaults(claim, envelope), ...declinedFaults(claim, envelope, before)];
  });
}

/** 3. Nothing below class safety leaves outside the recipient's allowed hours or over the recipient's budget. */
export function withinHoursAndBudget({ left, claims, policies, aside }: Evidence): Faults {
  const used = new Map<string, Set<string>>();
  return left.flatMap((one) => {
    const { claim, atMs, envelope } = one;
    if (!claim || !isMetered(one)) return [];
    const { timeZone, preference } = claim.patient.data;
    const known = policyOf(policies, claim);
    const allowed = known.some((policy) =>
      [claim.atMs - slackMs, claim.atMs, claim.atMs + skewMs].some((ms) =>
        isAllowed(iso(ms), timeZone, policy.hours, preference.hours),
      ),
    );
    const faults: Faults = allowed
      ? []
      : [`${envelope.outreachId} left at ${iso(atMs)}, outside the hours of ${timeZone}`];
    for (const [span, cap, rule] of [
      [localDay(iso(claim.atMs), timeZone), "perDay", "daily_budget"],
      [localWeek(iso(claim.atMs), timeZone), "perWeek", "weekly_budget"],
    ] as const) {
      const key = `${claim.patient.id} ${span}`;
      const counted = used.get(key) ?? new Set();
      // The next channel after a silent one is the same message still, whatever was allowed of others since.
      if (counted.has(envelope.outreachId)) continue;
      used.set(key, counted.add(envelope.outreachId));
      const most = (all: Policy[]): number => Math.max(...all.map((policy) => policy.budget[cap]));
      if (counted.size <= most(known) || isAside(aside, claim, rule)) continue;
      const earlier = triesOfDay(claims, claim).flatMap((first) => policyOf(policies, first));
      if (counted.size > most(earlier))
        faults.push(`${envelope.outreachId} is message ${counted.size} of ${span}, of ${most(known)}`);
    }
    return faults;
  });
}

/** A further attempt of a day has the slot that an earlier one took by the policy of then. */
const triesOfDay = (claims: ClaimSeen[], { outreach, patient, atMs }: ClaimSeen): ClaimSeen[] => {
  const dayOf = (ms: number): string => localDay(iso(ms), patient.data.timeZone);
  return claims.filter(
    (c) => c.outreach.id === outreach.id && c.atMs <= atMs && dayOf(c.atMs) === dayOf(atMs),
  );
};

/** 4. A message never names an appointment time, place or status that is no longer true when it leaves. */
export function namesWhatIsTrue({ left }: Evidence): Faults {
  return left.flatMap(({ envelope, claim }) => {
    const about = claim?.outreach.data.about;
    if (!claim || !about) return [];
    const visit = claim.appointment?.data;
    if (!visit || fingerprint(visit) !== about.fingerprint)
      return [`${envelope.outreachId} names a visit that has changed`];
    const { date } = visit.start ? momentOf(visit.start, visit.timeZone, envelope.language) : {};
    const says = /^appointment-(confirm|nudge|moved)$/.test(claim.outreach.data.template.id);
    return says && date && !plain(envelope.body).includes(plain(date))
      ? [`${envelope.outreachId} does not say ${date}`]
      : [];
  });
}

/** Texts drop accents that would cost a part of their own. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");
