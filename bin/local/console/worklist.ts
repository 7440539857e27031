import type { StaffTask } from "#lib/domain/task.ts";
import { isToDo } from "#lib/domain/task-changes.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { PatientFile } from "../mirror.ts";
import { nameOf } from "./name.ts";

export type WorkItem = Pick<
  StaffTask,
  "id" | "patientId" | "queue" | "title" | "priority" | "status" | "owner" | "outcomes" | "openedAt" | "dueAt"
> & { patient: string; overdue: boolean; text?: string };

const urgency = ["urgent", "high", "normal", "low"];

/** What the care team has to do, most urgent and then soonest due first. */
export function worklistOf(files: [string, PatientFile][], now: Instant): WorkItem[] {
  const items = files.flatMap(([, file]) =>
    file
      .all("staffTask")
      .filter(({ data }) => isToDo(data))
      .map(({ data }) => itemOf(data, file, now)),
  );
  return items.toSorted(mostUrgentFirst);
}

function itemOf(task: StaffTask, file: PatientFile, now: Instant): WorkItem {
  const { id, patientId, queue, title, priority, status, owner, outcomes, openedAt, dueAt, about, call } =
    task;
  const message = about ? file.all("message").find((m) => m.id === about) : undefined;
  const text = call ? `${call.phone}: ${call.script}` : message?.data.text;
  return {
    ...{ id, patientId, queue, title, priority, status, outcomes, openedAt, patient: nameOf(file) },
    overdue: dueAt !== undefined && dueAt < now,
    ...(owner && { owner }),
    ...(dueAt && { dueAt }),
    ...(text && { text: text.slice(0, 300) }),
  };
}

function mostUrgentFirst(a: WorkItem, b: WorkItem): number {
  const rank = urgency.indexOf(a.priority) - urgency.indexOf(b.priority);
  if (rank !== 0) return rank;
  return (a.dueAt ?? "9999") < (b.dueAt ?? "9999") ? -1 : 1;
}
