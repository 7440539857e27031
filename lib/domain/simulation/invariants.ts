import { isOpen } from "../outreach/outreach.ts";
import { isAllowed } from "../time/hours.ts";
import { localDay, localWeek } from "../time/time.ts";
import type { Life, Sent } from "./life.ts";

/** What must hold of every simulated life (DESIGN.md, section 6), asked anew of what left: never of the gate that let it. */
export const brokenIn = (life: Life): string[] => [
  ...life.faults,
  ...sentTwice(life),
  ...outsideHours(life),
  ...overBudget(life),
  ...withoutEnd(life),
];

/** Of one patient in several journeys: each journey's own, and the one budget over all that they sent. */
export const brokenTogether = ([life, ...others]: [Life, ...Life[]]): string[] => [
  ...[life, ...others].flatMap(brokenIn),
  ...overBudget({ ...life, sent: [life, ...others].flatMap(({ sent }) => sent) }),
];

/** Invariant 1. The id holds subject, step and occurrence. */
function sentTwice({ sent }: Life): string[] {
  const ids = sent.map(({ outreachId }) => outreachId);
  return ids.length === new Set(ids).size ? [] : ["one message was sent twice"];
}

/** Invariant 3. What answers a patient is part of a conversation of theirs. */
const outsideHours = ({ sent, policy, patient, definition }: Life): string[] =>
  sent
    .filter(({ metered }) => metered && definition.purpose !== "safety")
    .filter(({ at }) => !isAllowed(at, patient.timeZone, policy.hours, patient.preference.hours))
    .map(({ step }) => `step ${step} spoke outside the allowed hours`);

/** Invariant 3. */
function overBudget({ sent, policy: { budget }, patient: { timeZone } }: Life): string[] {
  const metered = sent.filter((one) => one.metered);
  const most = (slot: (one: Sent) => string): number =>
    Math.max(0, ...[...Map.groupBy(metered, slot).values()].map((all) => all.length));
  return [
    ...(most(({ at }) => localDay(at, timeZone)) > budget.perDay
      ? ["more messages a day than the budget allows"]
      : []),
    ...(most(({ at }) => localWeek(at, timeZone)) > budget.perWeek
      ? ["more messages a week than the budget allows"]
      : []),
  ];
}

/** Invariants 6 and 7: it waits with a deadline, or has ended with a reason and nothing left open. */
function withoutEnd({ enrollment, outreaches }: Life): string[] {
  if (!enrollment) return [];
  const { status, wakeAt, reason, step } = enrollment;
  if (status === "active") return wakeAt ? [] : [`at step ${step} it waits without a deadline`];
  const open = [...outreaches.values()]
    .filter(isOpen)
    .map((o) => `after the end, ${o.step} is still to be sent`);
  return [
    ...(reason ? [] : ["it ended without a reason"]),
    ...(reason === "loop" || reason === "unknown_step" || reason === "no_arm"
      ? [`it ended by ${reason}`]
      : []),
    ...open,
  ];
}
