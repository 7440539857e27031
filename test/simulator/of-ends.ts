import { outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { faultsOf, journeyReports } from "#lib/domain/report.ts";
import { type Faults, knownAfterMs, slackMs } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";

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

/** 6, while the story runs: whoever waits with a token has heard all there was to hear. */
export function noneIsDeaf({ mirror, executions, nowMs }: Evidence): Faults {
  return mirror.all("enrollment").flatMap(({ id, data }) => {
    const waits = data.status === "active" && executions.get(id)?.token;
    const deaf =
      waits && newsUnseen(mirror, id, data.seenSeq) && nowMs - mirror.changedMs("inbox", id) > knownAfterMs;
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
