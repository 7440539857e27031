import type { PatientTask } from "#lib/domain/task.ts";
import type { PatientFile } from "../mirror.ts";

/**
 * What became of what was asked, over all patients. A question that was asked twice (another channel, another hour)
 * counts once: asked = confirmed + declined + otherTime + otherAnswer + silent + waiting + withdrawn.
 */
export type Counters = {
  sent: number;
  asked: number;
  confirmed: number;
  declined: number;
  otherTime: number;
  otherAnswer: number;
  silent: number;
  waiting: number;
  withdrawn: number;
  toStaff: number;
  suppressed: number;
  suppressedBy: Record<string, number>;
};

export function countersOf(files: PatientFile[]): Counters {
  const tasks = files.flatMap((file) => file.all("patientTask").map(({ data }) => data));
  const questions = Map.groupBy(tasks, ({ id, enrollmentId, kind }) => `${enrollmentId ?? id} ${kind}`);
  const fates = [...questions.values()].map(fateOf);
  const fate = (name: Fate) => fates.filter((one) => one === name).length;
  const outreach = files.flatMap((file) => file.all("outreach").map(({ data }) => data));
  const dropped = outreach.filter(({ status }) => status === "suppressed");
  return {
    sent: outreach.filter(({ attempts }) => attempts.some(({ outcome }) => outcome === "accepted")).length,
    asked: fates.length,
    confirmed: fate("confirmed"),
    declined: fate("declined"),
    otherTime: fate("reschedule"),
    otherAnswer: fate("other"),
    silent: fate("silent"),
    waiting: fate("waiting"),
    withdrawn: fate("withdrawn"),
    toStaff: files.reduce((sum, file) => sum + file.all("staffTask").length, 0),
    suppressed: dropped.length,
    suppressedBy: counted(dropped.map(({ reason = "unknown" }) => reason)),
  };
}

const answers = ["confirmed", "declined", "reschedule"] as const;
type Fate = (typeof answers)[number] | "other" | "silent" | "waiting" | "withdrawn";

/** The latest answer counts; without one, how the last asking ended. */
function fateOf(askings: PatientTask[]): Fate {
  const answered = askings.filter(({ answer }) => answer !== undefined).toSorted(latestFirst)[0];
  if (answered) return answers.find((answer) => answer === answered.answer) ?? "other";
  const statuses = new Set(askings.map(({ status }) => status));
  if (statuses.has("open")) return "waiting";
  return statuses.has("overdue") ? "silent" : "withdrawn";
}

const latestFirst = (a: PatientTask, b: PatientTask): number =>
  (a.closedAt ?? a.openedAt) < (b.closedAt ?? b.openedAt) ? 1 : -1;

function counted(words: string[]): Record<string, number> {
  const rows = [...Map.groupBy(words, (word) => word)].map(([word, all]): [string, number] => [
    word,
    all.length,
  ]);
  return Object.fromEntries(rows.toSorted(([, a], [, b]) => b - a));
}
