import type { Enrollment } from "./enrollment.ts";
import type { Outreach, OutreachStatus } from "./outreach/outreach.ts";
import type { PatientTask, StaffTask } from "./task.ts";
import type { Instant } from "./words.ts";

/** Where one enrollment stands: exactly one of these, so that the columns add up. */
export const standings = [
  "confirmed",
  "declined",
  "reschedule",
  "silent",
  "waiting",
  "not_yet_asked",
  "not_reached",
  "ended_before",
] as const;
export type Standing = (typeof standings)[number];

/** What of `enrolled` was asked: the first five. */
const askedStandings: ReadonlySet<Standing> = new Set(standings.slice(0, 5));

export type JourneyReport = {
  journey: string;
  enrolled: number;
  asked: number;
  standing: Record<Standing, number>;
  /** Enrollments that gave the care team something to do, whatever became of them. */
  toStaff: number;
  outreaches: number;
  fates: Partial<Record<OutreachStatus, number>>;
  /** Suppressed, failed and cancelled outreaches by reason code. */
  reasons: Record<string, number>;
};

export type Reported = {
  enrollments: Enrollment[];
  outreaches: Outreach[];
  tasks: PatientTask[];
  staffTasks: StaffTask[];
};

const leftWith: ReadonlySet<OutreachStatus> = new Set(["sent", "delivered", "undelivered", "unknown"]);
const notSent: ReadonlySet<OutreachStatus> = new Set(["suppressed", "failed", "cancelled"]);

/** Per journey, in the order of their ids. Counted from the records themselves, never from what was meant. */
export function journeyReports(all: Reported): JourneyReport[] {
  const tasks = Map.groupBy(all.tasks, (t) => t.enrollmentId);
  const outreaches = Map.groupBy(all.outreaches, (o) => o.enrollmentId);
  const staff = new Set(all.staffTasks.map((t) => t.enrollmentId));
  return [...Map.groupBy(all.enrollments, (e) => e.journey.id)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([journey, enrollments]) => {
      const own = enrollments.flatMap((e) => outreaches.get(e.id) ?? []);
      const stands = enrollments.map((e) => standingOf(e, tasks.get(e.id) ?? [], outreaches.get(e.id) ?? []));
      return {
        journey,
        enrolled: enrollments.length,
        asked: stands.filter((s) => askedStandings.has(s)).length,
        standing: tally(standings, stands),
        toStaff: enrollments.filter((e) => staff.has(e.id)).length,
        outreaches: own.length,
        fates: tally(
          [],
          own.map((o) => o.status),
        ),
        reasons: tally(
          [],
          own.flatMap((o) => (notSent.has(o.status) ? [o.reason ?? "unknown"] : [])),
        ),
      };
    });
}

/** The patient's last word decides; without one, whether anything left, and whether it may still be answered. */
export function standingOf(enrollment: Enrollment, tasks: PatientTask[], outreaches: Outreach[]): Standing {
  const [last] = tasks.filter((t) => t.answer).sort((a, b) => (saidAt(a) < saidAt(b) ? 1 : -1));
  const word = last?.answer;
  if (word === "confirmed" || word === "declined" || word === "reschedule") return word;
  const asks = outreaches.filter((o) => o.taskId);
  if (asks.some((o) => leftWith.has(o.status)))
    return tasks.some((t) => t.status === "open") ? "waiting" : "silent";
  if (asks.length === 0) return enrollment.status === "ended" ? "ended_before" : "not_yet_asked";
  return asks.some((o) => o.status === "planned" || o.status === "held") ? "not_yet_asked" : "not_reached";
}

/** A word may be written down long after it was said; one that others told for the patient has the time of that. */
const saidAt = ({ answeredAt, closedAt, openedAt }: PatientTask): Instant =>
  answeredAt ?? closedAt ?? openedAt;

function tally<K extends string>(known: readonly K[], found: K[]): Record<K, number> {
  const counts = Object.fromEntries(known.map((k) => [k, 0])) as Record<K, number>;
  for (const one of found) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** What does not add up, in words; nothing where all does (invariant 7). */
export function faultsOf(report: JourneyReport): string[] {
  const { enrolled, asked, standing, outreaches, fates, reasons } = report;
  const answered = standings.filter((s) => askedStandings.has(s)).reduce((n, s) => n + standing[s], 0);
  const unsent = [...notSent].reduce((n, s) => n + (fates[s] ?? 0), 0);
  return [
    sum(standing) === enrolled ? "" : `${enrolled} enrolled, but ${sum(standing)} stand somewhere`,
    answered === asked ? "" : `${asked} asked, but ${answered} answered, waited or fell silent`,
    sum(fates) === outreaches ? "" : `${outreaches} outreaches, but ${sum(fates)} fates`,
    sum(reasons) === unsent ? "" : `${unsent} not sent, but ${sum(reasons)} reasons`,
  ].filter(Boolean);
}
