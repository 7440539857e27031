import type { JourneyDraft } from "./definition.ts";
import { isEvent } from "./events.ts";
import { asksPatient, type Step } from "./grammar.ts";

/** Whether an event can change anything in this journey: each piece of news costs a turn. */
export function hears({ goal, exitWhen, steps }: JourneyDraft, event: string): boolean {
  const named = [goal?.event, ...exitWhen.map((exit) => exit.event)];
  return (
    named.some((one) => one !== undefined && isEvent(one, event)) ||
    Object.values(steps).some((step) => stepHears(step, event))
  );
}

function stepHears(step: Step, event: string): boolean {
  const noun = event.slice(0, event.indexOf("."));
  if (step.do === "wait") {
    if (step.event) return isEvent(step.event, event);
    return step.until?.anchor.startsWith(`${noun}.`) ?? false;
  }
  const settles = asksPatient(step) || step.do === "staff-task" ? step.doneWhen?.if : undefined;
  return settles !== undefined && new RegExp(`\\b${noun}\\.`).test(settles);
}
