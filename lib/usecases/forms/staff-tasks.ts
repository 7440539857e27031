import type { Alert, FormResponse } from "#lib/domain/forms/form.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { StaffTask } from "#lib/domain/task.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";

type Wanted = Pick<Alert, "id" | "queue" | "title" | "priority" | "due">;
type By = { at: string; actor: Actor; cause?: string };

/** What a response asks of the care team. One task per alert and response: `open` says which are there already. */
export async function staffTaskChanges(
  records: Records,
  { id: about, patientId }: FormResponse,
  wanted: Wanted[],
  by: By,
): Promise<Change<"staffTask">[]> {
  const ids = wanted.map((one) => ownedId("staffTask", patientId, about, one.id));
  const there = await records.getMany(
    ids.map((id) => ({ kind: "staffTask" as const, id })),
    { consistent: true },
  );
  return wanted.flatMap(({ queue, title, priority, due }, i): Change<"staffTask">[] => {
    if (there[i]) return [];
    const id = ids[i] as string;
    const data: StaffTask = {
      id,
      patientId,
      queue,
      title,
      priority,
      status: "open",
      outcomes: ["done", "unreachable"],
      about,
      openedAt: by.at,
      dueAt: plusMs(by.at, durationMs(due)),
    };
    return [{ kind: "staffTask", id, expect: 0, data, event: { type: "staff-task.opened", ...by } }];
  });
}
