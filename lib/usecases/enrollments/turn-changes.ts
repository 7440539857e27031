import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { ChangeEvent, EventType } from "#lib/domain/event.ts";
import { formIdOf, pageOfTask } from "#lib/domain/forms/page.ts";
import type { Effect, Facts, Turn } from "#lib/domain/journey/effects.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import { stepEvent } from "#lib/domain/outreach/fate.ts";
import { levelsOf, planned } from "#lib/domain/outreach/plan.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { isToDo } from "#lib/domain/task-changes.ts";
import type { Ports } from "#lib/ports.ts";
import { lastTemplate } from "../config.ts";
import { cancelling } from "../outreach/cancel-outreach.ts";
import { policyFor } from "../policy/policy-for.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

type Context = {
  ports: Needs;
  enrollment: Enrollment;
  facts: Facts;
  effects: Effect[];
  /** As it will be after this transaction. */
  reach: Stored<"reach">;
  now: string;
};

type Applied = { changes: Change[]; reach?: Reach };

/** What a turn writes besides the enrollment itself: one transaction with it, so that a turn is whole or not at all. */
export async function turnChanges(ports: Needs, turn: Turn, facts: Facts): Promise<Change[]> {
  if (turn.effects.length === 0) return [];
  const { patientId } = turn.enrollment;
  const stored = await ports.records.get("reach", patientId, { consistent: true });
  if (!stored) throw new Error("a patient without reach");
  const now = ports.clock.now();
  const context: Context = { ports, ...turn, facts, reach: stored, now };
  const changes: Change[] = [];
  for (const effect of turn.effects) {
    const applied = await apply(context, effect);
    changes.push(...applied.changes);
    if (applied.reach) context.reach = { ...context.reach, data: applied.reach };
  }
  if (context.reach.data !== stored.data)
    changes.push({
      kind: "reach",
      id: patientId,
      expect: stored.version,
      data: context.reach.data,
      event: by(context, "reach.updated", "outreach_cancelled"),
    });
  return changes;
}

/** The enrollment as this turn writes it: with the journeys it begins and what it tells the outside, for the stream. */
export function enrollmentOf({ enrollment, effects }: Turn): Enrollment {
  const { enrolls: _, notifies: __, ...data } = enrollment;
  const enrolls = effects.flatMap((e) =>
    e.do === "enroll" ? [{ journey: e.journey, subject: e.subject }] : [],
  );
  const notifies = effects.flatMap((e) =>
    e.do === "notify" ? [{ event: e.event, ...(e.ref && { ref: e.ref }) }] : [],
  );
  return { ...data, ...(enrolls.length > 0 && { enrolls }), ...(notifies.length > 0 && { notifies }) };
}

const by = ({ enrollment, now }: Context, type: EventType, reason?: string): ChangeEvent => ({
  type,
  at: now,
  actor: { type: "system", id: "journey" },
  cause: enrollment.id,
  ...(reason && { reason }),
});

function apply(c: Context, effect: Effect): Promise<Applied> {
  switch (effect.do) {
    case "plan-outreach":
      return plan(c, effect);
    case "cancel-outreach":
      return cancel(c, effect);
    case "open-task":
      return one({
        kind: "patientTask",
        id: effect.task.id,
        expect: 0,
        data: effect.task,
        event: by(c, "task.opened"),
      });
    case "close-task":
      return closeTask(c, effect);
    case "open-staff-task":
      return one({
        kind: "staffTask",
        id: effect.task.id,
        expect: 0,
        data: effect.task,
        event: by(c, "staff-task.opened"),
      });
    case "close-staff-task":
      return closeStaffTask(c, effect);
    case "enroll": // The enrollment carries it, and the stream follows it.
    case "notify": // The enrollment notes it; nothing tells it outside yet.
      return Promise.resolve(nothing);
    case "update":
      return update(c, effect);
  }
}

type Do<K extends Effect["do"]> = Extract<Effect, { do: K }>;
const nothing: Applied = { changes: [] };
const one = (change: Change): Promise<Applied> => Promise.resolve({ changes: [change] });

async function plan(c: Context, effect: Do<"plan-outreach">): Promise<Applied> {
  const { do: _, template: templateId, ...request } = effect;
  const template = await lastTemplate(c.ports, templateId);
  if (!template) throw new Error(`template ${templateId} was never published`);
  const { enrollment } = c;
  const kind = taskKindOf(c, effect.taskId);
  // A form is its task's, whatever the template says; else its author's word is before ours.
  const page = kind && (formIdOf(kind) || !template.content.page) ? pageOfTask(kind) : undefined;
  const facts = { ...c.facts, reach: c.reach.data, template, now: c.now };
  const policy = await policyFor(c.ports, levelsOf(request, facts), facts.reach);
  const step = planned(
    {
      ...request,
      enrollmentId: enrollment.id,
      journey: enrollment.journey,
      ...(page && { opening: { page } }),
    },
    { ...facts, policy },
  );
  const event = stepEvent(step, by(c, step.type));
  return one({ kind: "outreach", id: effect.id, expect: 0, data: step.outreach, event });
}

/** A question opens its task in the turn that asks it. */
const taskKindOf = ({ effects }: Context, taskId: string | undefined): string | undefined =>
  effects.flatMap((e) => (e.do === "open-task" && e.task.id === taskId ? [e.task.kind] : []))[0];

async function cancel(c: Context, effect: Do<"cancel-outreach">): Promise<Applied> {
  const outreach = await c.ports.records.get("outreach", effect.id, { consistent: true });
  const both = outreach && cancelling(outreach, c.reach, by(c, "outreach.cancelled", effect.reason));
  return both ? { changes: [both[0]], reach: both[1].data } : nothing;
}

const taskEvents = {
  done: "task.completed",
  declined: "task.declined",
  overdue: "task.overdue",
  cancelled: "task.cancelled",
} as const;

async function closeTask(c: Context, effect: Do<"close-task">): Promise<Applied> {
  const task = await c.ports.records.get("patientTask", effect.id, { consistent: true });
  if (task?.data.status !== "open") return nothing;
  const { status, answer } = effect;
  return one({
    kind: "patientTask",
    id: task.id,
    expect: task.version,
    data: { ...task.data, status, closedAt: c.now, ...(answer && { answer }) },
    event: by(c, taskEvents[status]),
  });
}

async function closeStaffTask(c: Context, effect: Do<"close-staff-task">): Promise<Applied> {
  const task = await c.ports.records.get("staffTask", effect.id, { consistent: true });
  if (!task || !isToDo(task.data)) return nothing;
  return one({
    kind: "staffTask",
    id: task.id,
    expect: task.version,
    data: { ...task.data, status: "closed", closedAt: c.now, reason: effect.reason },
    event: by(c, "staff-task.closed", effect.reason),
  });
}

async function update(c: Context, effect: Do<"update">): Promise<Applied> {
  const patient = await c.ports.records.get("patient", c.enrollment.patientId, { consistent: true });
  if (!patient) return nothing;
  return one({
    kind: "patient",
    id: patient.id,
    expect: patient.version,
    data: { ...patient.data, attributes: { ...patient.data.attributes, ...effect.attributes } },
    event: by(c, "patient.updated", "journey"),
  });
}
