import type { StaffTask } from "../task.ts";
import { between, hoursOn, type Life, later, lot, note, type Teller } from "./life.ts";
import { happen } from "./world.ts";

/** The care team takes a task up some hours later, with an outcome by lot, or leaves it. */
export function work(life: Life, task: StaffTask, tell: Teller): void {
  life.staffTasks.set(task.id, task);
  note(life, "staff task", `${task.queue}: ${task.title}`);
  const outcome = outcomeOf(life, task);
  if (!outcome) return;
  const hours = between(life.settings.staff.withinHours, lot(life, "staff", task.id));
  later(life, hoursOn(life.now, hours), () => {
    if (life.staffTasks.get(task.id)?.status !== "open") return;
    life.staffTasks.set(task.id, { ...task, status: "done", outcome });
    life.minutes += life.settings.staff.minutesPerTask;
    note(life, "staff did", outcome);
    tell(life, { type: "staff-task.completed", ref: task.id, value: outcome });
    happen(life, `outcome:${outcome}`, tell);
  });
}

function outcomeOf(life: Life, { id, outcomes }: StaffTask): string | undefined {
  const { undone, firstOutcome } = life.settings.staff;
  const drawn = lot(life, "outcome", id);
  if (drawn < undone) return undefined;
  if (drawn < undone + firstOutcome || outcomes.length === 1) return outcomes[0];
  const others = outcomes.slice(1);
  return others[Math.floor(lot(life, "other", id) * others.length)];
}
