import type { Effect } from "./effects.ts";

const opens = new Set(["plan-outreach", "open-task", "open-staff-task"]);
const closes = new Set(["cancel-outreach", "close-task", "close-staff-task"]);

/**
 * A turn is one transaction, and a transaction writes an item once. So what was opened and put away within one turn
 * never was, updates of the patient are one, and enrolling twice is enrolling.
 */
export function netEffects(effects: Effect[]): Effect[] {
  if (effects.length < 2) return effects;
  const kept = effects.some((e) => closes.has(e.do)) ? withoutUndone(effects) : effects;
  return kept.some((e) => e.do === "update" || e.do === "enroll") ? merged(kept) : kept;
}

function withoutUndone(effects: Effect[]): Effect[] {
  const opened = effects.filter((e) => opens.has(e.do)).map(idOf);
  const undone = effects.filter((e) => closes.has(e.do) && opened.includes(idOf(e))).map(idOf);
  return undone.length === 0 ? effects : effects.filter((e) => !undone.includes(idOf(e)));
}

function idOf(effect: Effect): string | undefined {
  if ("task" in effect) return effect.task.id;
  return "id" in effect ? effect.id : undefined;
}

function merged(effects: Effect[]): Effect[] {
  const attributes = Object.assign({}, ...effects.map((e) => (e.do === "update" ? e.attributes : {})));
  const rest = effects.filter(
    (e, i) =>
      e.do !== "update" &&
      (e.do !== "enroll" || effects.findIndex((o) => o.do === "enroll" && sameRun(o, e)) === i),
  );
  return Object.keys(attributes).length > 0 ? [...rest, { do: "update", attributes }] : rest;
}

type Enroll = Extract<Effect, { do: "enroll" }>;
const sameRun = (a: Enroll, b: Enroll): boolean =>
  a.journey === b.journey && a.subject.type === b.subject.type && a.subject.id === b.subject.id;
