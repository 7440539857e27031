import type { Effect } from "../journey/effects.ts";
import { isOpen } from "../outreach/outreach.ts";
import { planned } from "../outreach/plan.ts";
import { withCancellation } from "../reach/claims.ts";
import { deliver } from "./deliver.ts";
import { type Life, later, note, type Teller } from "./life.ts";
import { work } from "./staff.ts";

type Do<K extends Effect["do"]> = Extract<Effect, { do: K }>;

/** What the use cases write for an effect, here into the patient's life. */
export function carryOut(life: Life, effect: Effect, tell: Teller): void {
  if (effect.do === "plan-outreach") plan(life, effect, tell);
  else if (effect.do === "cancel-outreach") cancel(life, effect);
  else if (effect.do === "open-task") life.tasks.set(effect.task.id, effect.task);
  else if (effect.do === "close-task") closeTask(life, effect);
  else if (effect.do === "open-staff-task") work(life, effect.task, tell);
  else if (effect.do === "close-staff-task") closeStaffTask(life, effect);
  else if (effect.do === "update") update(life, effect, tell);
  else if (effect.do === "enroll") enroll(life, effect);
  else note(life, "notifies", effect.event);
}

/** Another journey begins where it is played together with this one. */
function enroll(life: Life, { journey }: Do<"enroll">): void {
  note(life, "enrolls", journey);
  const other = life.together.find(({ definition }) => definition.id === journey);
  if (!other || other.enrollment) return;
  other.now = life.now;
  other.begin();
}

function closeTask(life: Life, { id, status }: Do<"close-task">): void {
  const task = life.tasks.get(id);
  if (task?.status === "open") life.tasks.set(id, { ...task, status });
}

function closeStaffTask(life: Life, { id, reason }: Do<"close-staff-task">): void {
  const task = life.staffTasks.get(id);
  if (task?.status === "open") life.staffTasks.set(id, { ...task, status: "closed", reason });
}

function update(life: Life, { attributes }: Do<"update">, tell: Teller): void {
  life.patient = { ...life.patient, attributes: { ...life.patient.attributes, ...attributes } };
  note(life, "updated", Object.keys(attributes).join(", "));
  for (const one of life.together)
    later(one, life.now, () => tell(one, { type: "patient.updated", ref: life.patient.id }));
}

function plan(life: Life, { do: _, template: id, ...request }: Do<"plan-outreach">, tell: Teller): void {
  const template = life.templates.get(id);
  if (!template) {
    life.faults.push(`template ${id} is not there`);
    return;
  }
  if (life.outreaches.has(request.id))
    life.faults.push(`step ${request.step} planned the same outreach twice`);
  const enrollmentId = life.enrollment?.id as string;
  const { reach, policy, appointment, now, definition } = life;
  const { outreach, reason } = planned(
    { ...request, enrollmentId, journey: { id: definition.id, version: 1 } },
    { reach, policy, template, appointment, now },
  );
  life.outreaches.set(outreach.id, outreach);
  if (isOpen(outreach)) {
    later(life, outreach.dueAt, () => deliver(life, outreach.id, tell));
    return;
  }
  note(life, "suppressed", `${request.step}: ${reason}`);
  later(life, now, () =>
    tell(life, { type: "outreach.suppressed", ref: outreach.id, ...(reason && { value: reason }) }),
  );
}

function cancel(life: Life, { id, reason }: Do<"cancel-outreach">): void {
  const outreach = life.outreaches.get(id);
  if (!outreach || !isOpen(outreach)) return;
  const reach = withCancellation(life.reach, id, outreach.attempts.length, life.now);
  if (reach === "too_late") return;
  life.reach = reach;
  life.outreaches.set(id, { ...outreach, status: "cancelled", reason });
  note(life, "cancelled", `${outreach.step}: ${reason}`);
}
