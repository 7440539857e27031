import { momentOf } from "#lib/domain/content/variables.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { isAllowed } from "#lib/domain/time/hours.ts";
import { localDay, localWeek } from "#lib/domain/time/time.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import { type Faults, slackMs } from "./allowance.ts";
import type { Evidence, LeftSeen, PolicySeen } from "./evidence.ts";

const skewMs = 2_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** 1. At most one send per (subject, step, occurrence), and none without its own claim. */
export function atMostOneSend({ left }: Evidence): Faults {
  const faults: Faults = [];
  const seen = new Set<string>();
  for (const { envelope, claim } of left) {
    if (seen.has(envelope.outreachId)) faults.push(`${envelope.outreachId} left twice`);
    seen.add(envelope.outreachId);
    if (!claim) faults.push(`${envelope.outreachId} left without a claim of attempt ${envelope.attempt}`);
  }
  return faults;
}

/** 2. Nothing leaves after a STOP was recorded, the consent it needs was revoked, or the patient had died. */
export function nothingAfterStop({ left }: Evidence): Faults {
  return left.flatMap(({ envelope, claim }) => {
    if (!claim) return [];
    const { outreach, patient, stopped } = claim;
    const { confirmsStop } = outreach.data;
    const faults: Faults = [];
    if (patient.data.deceased) faults.push(`${outreach.id} left to the deceased`);
    if (!confirmsStop && stopped.has(addressKey(envelope.channel, envelope.address)))
      faults.push(`${outreach.id} (${outreach.data.template.id}) left after a STOP from its address`);
    const consent = consentAt(claim, envelope.channel);
    if (!confirmsStop && consent?.state === "revoked")
      faults.push(`${outreach.id} left after consent ${consent.id} was revoked`);
    if (outreach.data.purpose === "marketing" && !(consent?.state === "granted" && consent.written))
      faults.push(`${outreach.id} is marketing without written consent`);
    return faults;
  });
}

/** The latest entry that is about this message; a revocation wins a tie. */
function consentAt({ outreach, consents }: NonNullable<LeftSeen["claim"]>, channel: string) {
  const { purpose, category } = outreach.data;
  const about = (said: string, of: string): boolean => said === "all" || said === "*" || said === of;
  return consents
    .map(({ data }) => data)
    .filter((c) => about(c.purpose, purpose) && about(c.channel, channel) && about(c.category, category))
    .sort((a, b) => (a.at === b.at ? (a.state === "revoked" ? -1 : 1) : a.at > b.at ? -1 : 1))[0];
}

/** The policies that any process could still have gone by at that moment. */
export const policiesAt = (policies: PolicySeen[], atMs: number): PolicySeen[] =>
  policies.filter(({ atMs: from }, i) => {
    const until = policies[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    return from <= atMs && until >= atMs - slackMs;
  });

export const isMetered = ({ claim }: LeftSeen): boolean => {
  const { purpose, inReplyTo, confirmsStop } = claim?.outreach.data ?? {};
  return purpose !== "safety" && !inReplyTo && !confirmsStop;
};

/** 3. Nothing below class safety leaves outside the recipient's allowed hours or over the recipient's budget. */
export function withinHoursAndBudget({ left, policies }: Evidence): Faults {
  const used = new Map<string, number>();
  return left.flatMap((one) => {
    const { claim, atMs, envelope } = one;
    if (!claim || !isMetered(one)) return [];
    const { timeZone, preference } = claim.patient.data;
    const known = policiesAt(policies, claim.atMs);
    const allowed = known.some(({ policy }) =>
      [claim.atMs - slackMs, claim.atMs, claim.atMs + skewMs].some((ms) =>
        isAllowed(iso(ms), timeZone, policy.hours, preference.hours),
      ),
    );
    const faults: Faults = allowed
      ? []
      : [`${envelope.outreachId} left at ${iso(atMs)}, outside the hours of ${timeZone}`];
    const [perDay, perWeek] = (["perDay", "perWeek"] as const).map((cap) =>
      Math.max(...known.map((p) => p.policy.budget[cap])),
    );
    for (const [span, cap] of [
      [localDay(iso(claim.atMs), timeZone), perDay],
      [localWeek(iso(claim.atMs), timeZone), perWeek],
    ] as const) {
      const key = `${claim.patient.id} ${span}`;
      used.set(key, (used.get(key) ?? 0) + 1);
      if ((used.get(key) ?? 0) > (cap ?? 0))
        faults.push(`${envelope.outreachId} is message ${used.get(key)} of ${span}, of ${cap}`);
    }
    return faults;
  });
}

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
