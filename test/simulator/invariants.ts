import { addressKey } from "#lib/domain/address.ts";
import { fingerprint } from "#lib/domain/appointment.ts";
import { chainFaults, sha256 } from "#lib/domain/audit.ts";
import { refusals } from "#lib/domain/errors.ts";
import { isAllowed } from "#lib/domain/hours.ts";
import { outreachStatuses } from "#lib/domain/outreach.ts";
import { faultsOf, journeyReports } from "#lib/domain/report.ts";
import { localDay, localWeek } from "#lib/domain/time.ts";
import { momentOf } from "#lib/domain/variables.ts";
import type { Evidence, LeftSeen, PolicySeen } from "./evidence.ts";

/** What is wrong, in words; nothing where all holds. */
type Faults = string[];

/** A config is kept for 30 s by each process, a call may take 20 s and a handler 40, and clocks differ by 2 s. */
const slackMs = 70_000;
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
const policiesAt = (policies: PolicySeen[], atMs: number): PolicySeen[] =>
  policies.filter(({ atMs: from }, i) => {
    const until = policies[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    return from <= atMs && until >= atMs - slackMs;
  });

const isMetered = ({ claim }: LeftSeen): boolean => {
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

/** 5. Any permutation or repetition of a set of EHR messages converges; a stale one is recorded, not applied. */
export function converges({ story, mirror }: Evidence): Faults {
  const byTime = <T extends { input: { sourceUpdatedAt: string } }>(a: T, b: T): number =>
    a.input.sourceUpdatedAt < b.input.sourceUpdatedAt ? 1 : -1;
  const patients = mirror.all("patient");
  const visits = mirror.all("appointment");
  const told = Map.groupBy(
    story.events.filter((e) => e.do === "patient"),
    (e) => e.input.reference,
  );
  const faults: Faults = [];
  for (const [reference, messages] of told) {
    const last = messages.sort(byTime)[0]?.input;
    const now = patients.find((p) => p.data.reference === reference)?.data;
    const addresses = last?.contactPoints?.map((c) => `${c.channel} ${c.address}`).join();
    if (
      now?.name.family !== last?.name.family ||
      now?.language !== last?.language ||
      now?.deceased !== last?.deceased ||
      now?.active !== last?.active ||
      now?.contactPoints.map((c) => `${c.channel} ${c.address}`).join() !== addresses
    )
      faults.push(`patient ${reference} is not as its source last told`);
  }
  const booked = Map.groupBy(
    story.events.filter((e) => e.do === "visit"),
    (e) => e.input.reference,
  );
  for (const [reference, messages] of booked) {
    if (!told.has(messages[0]?.person ?? "")) continue;
    const last = messages.sort(byTime)[0]?.input;
    const now = visits.find((v) => v.data.reference === reference)?.data;
    for (const field of ["status", "start", "timeZone", "locationName", "practitionerName"] as const)
      if (now?.[field] !== last?.[field])
        faults.push(`visit ${reference}: ${field} is not as its source last told`);
  }
  return faults;
}

/** 6. Every enrollment either waits for something with a deadline, or has ended with a reason. */
export function noneIsStuck({ mirror, executions, nowMs }: Evidence): Faults {
  return mirror.all("enrollment").flatMap(({ id, data }) => {
    if (data.status === "ended")
      return data.reason && data.outcome && data.endedAt ? [] : [`${id} ended without a reason`];
    const { status, until, error } = executions.get(id) ?? {};
    if (status !== "RUNNING" || !until)
      return [
        `${id} is ${data.status} at ${data.step}, and its execution ${status ?? "missing"} ${error ?? ""}`,
      ];
    if (!data.wakeAt) return [`${id} waits without a deadline`];
    if (data.status === "active" && Date.parse(data.wakeAt) < nowMs - slackMs)
      return [`${id} slept past ${data.wakeAt}`];
    return newsUnseen(mirror, id, data.seenSeq) ? [`${id} has news it never saw`] : [];
  });
}

const newsUnseen = (mirror: Evidence["mirror"], id: string, seenSeq: number): boolean =>
  (mirror.get("inbox", id)?.data.newsSeq ?? 0) > seenSeq;

/** Longer than the stream lags with all that befalls its readers. */
const deafMs = 15 * 60_000;

/** 6, while the story runs: whoever waits with a token has heard all there was to hear. */
export function noneIsDeaf({ mirror, executions, nowMs }: Evidence): Faults {
  return mirror.all("enrollment").flatMap(({ id, data }) => {
    const waits = data.status === "active" && executions.get(id)?.token;
    const deaf =
      waits && newsUnseen(mirror, id, data.seenSeq) && nowMs - mirror.changedMs("inbox", id) > deafMs;
    return deaf ? [`${id} waits at ${data.step} with a token, past news it never saw`] : [];
  });
}

const final: ReadonlySet<string> = new Set(outreachStatuses.slice(2));
const withoutLeaving: ReadonlySet<string> = new Set(["suppressed", "failed", "cancelled"]);

/** 7. Every planned outreach ends in exactly one final fate with a reason, and the report's numbers add up. */
export function everyFateIsTold({ mirror, left, delivered, stuck, surprises }: Evidence): Faults {
  const outreaches = mirror.all("outreach");
  const leftIds = new Set(left.map(({ envelope }) => envelope.outreachId));
  const faults = outreaches.flatMap(({ id, data: { status, reason, dueAt } }) => {
    if (!final.has(status)) return [`${id} is still ${status}, due ${dueAt}`];
    if (!reason) return [`${id} is ${status} without a reason`];
    if (withoutLeaving.has(status) && leftIds.has(id)) return [`${id} is ${status} (${reason}), and left`];
    if (delivered.has(id) && status !== "delivered") return [`${id} is ${status}, and was delivered`];
    if ((status === "delivered" || status === "sent") && !leftIds.has(id))
      return [`${id} is ${status}, and never left`];
    return [];
  });
  const reports = journeyReports({
    enrollments: mirror.all("enrollment").map((e) => e.data),
    outreaches: outreaches.map((o) => o.data),
    tasks: mirror.all("patientTask").map((t) => t.data),
    staffTasks: mirror.all("staffTask").map((t) => t.data),
  });
  return [
    ...faults,
    ...reports.flatMap(faultsOf),
    ...stuck.map((what) => `stuck in the stream: ${what}`),
    ...surprises,
  ];
}

/** 8. Every state change has one audit event; removing, changing or reordering one is detected. */
export function everyChangeIsAudited({ mirror, audit }: Evidence): Faults {
  const faults: Faults = [];
  const chains = Map.groupBy(audit, (line) => line.data.chain);
  const changes = Map.groupBy(mirror.changes, (change) => change.chain);
  for (const [chain, expected] of changes) {
    const lines = (chains.get(chain) ?? []).map(({ data }) => data);
    for (const { n, fault } of chainFaults(lines, expected.length))
      faults.push(`line ${n} of ${chain} is ${fault}`);
    for (const [i, { after, sequence }] of expected.entries()) {
      const line = lines[i];
      if (line?.sequence !== sequence || line.after !== sha256(after.data) || line.type !== after.event.type)
        faults.push(`line ${i + 1} of ${chain} does not tell of ${after.event.type}`);
    }
    if (lines.length > expected.length)
      faults.push(`${chain} has ${lines.length - expected.length} lines of nothing`);
  }
  return faults.slice(0, 5);
}

/** 9. No log line, schedule, queue message or execution input holds a name, phone, email, birth date or text. */
export const nothingPersonalLeaks = ({ leaks }: Evidence): Faults => leaks.slice(0, 5);

/** 10. A bad input is refused with a named reason at the edge, and nothing is half-written. */
export function nothingHalfWritten({ bad, mirror }: Evidence): Faults {
  const faults = bad.flatMap(({ what, refusedAs, wrote }) => {
    if (!refusedAs || !(refusedAs in refusals)) return [`${what} was not refused (${refusedAs})`];
    return wrote > 0 ? [`${what} was refused, and wrote ${wrote} records`] : [];
  });
  for (const { id, data } of mirror.all("patient")) {
    const reach = mirror.get("reach", id)?.data;
    const own = data.contactPoints.map((c) => `${c.id} ${c.health}`).join();
    if (reach?.addresses.map((a) => `${a.id} ${a.health}`).join() !== own)
      faults.push(`${id} and its reach differ in addresses`);
    if (reach?.who.deceased !== data.deceased || reach.who.active !== data.active)
      faults.push(`${id} and its reach differ in who it is`);
    const links = new Set(data.contactPoints.map((c) => addressKey(c.channel, c.address)));
    for (const link of mirror.all("addressLink"))
      if (link.data.patientId === id && link.data.active !== links.has(link.data.key))
        faults.push(`${link.id} is not as its patient's contact points`);
  }
  for (const { id, data } of mirror.all("appointment")) {
    const visit = mirror.get("reach", data.patientId)?.data.visits[id];
    if (visit && visit.print !== fingerprint(data)) faults.push(`${id} is not as the reach item has it`);
  }
  return faults;
}

/** The invariants of the design's section 6, by number. */
export const invariants = {
  1: atMostOneSend,
  2: nothingAfterStop,
  3: withinHoursAndBudget,
  4: namesWhatIsTrue,
  5: converges,
  6: noneIsStuck,
  7: everyFateIsTold,
  8: everyChangeIsAudited,
  9: nothingPersonalLeaks,
  10: nothingHalfWritten,
} as const;
export type InvariantNumber = keyof typeof invariants;

/** Those that hold at every step, not only at rest: asked whenever a message leaves. */
export const atEveryStep: InvariantNumber[] = [1, 2, 3, 4, 9, 10];
