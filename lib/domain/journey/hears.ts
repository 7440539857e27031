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

/** Whether the step that asked for a message still stands there when that leaves or is lost. */
export const awaitsItsMessage = ({ steps }: JourneyDraft, name: string | undefined): boolean => {
  const step = steps[name ?? ""];
  return step?.do !== "message" || step.goOn !== "at-once";
};

/**
 * Whether it asks what exactly happened: then the answer to its own task does not tell it of the change that the answer
 * made to the visit. What holds of the visit it sees with any news (`doneWhen`).
 */
export function namesEvent({ goal, exitWhen, steps }: JourneyDraft, event: string): boolean {
  const waits = Object.values(steps).map((step) => (step.do === "wait" ? step.event : undefined));
  const named = [goal?.event, ...exitWhen.map((exit) => exit.event), ...waits];
  return (
    named.some((one) => one !== undefined && isEvent(one, event)) ||
    Object.values(steps).some((step) => /\bnews\./.test(doneWhenOf(step) ?? ""))
  );
}

const doneWhenOf = (step: Step): string | undefined =>
  asksPatient(step) || step.do === "staff-task" ? step.doneWhen?.if : undefined;

function stepHears(step: Step, event: string): boolean {
  const noun = event.slice(0, event.indexOf("."));
  if (step.do === "wait") {
    if (step.event) return isEvent(step.event, event);
    return step.until?.anchor.startsWith(`${noun}.`) ?? false;
  }
  const settles = doneWhenOf(step);
  return settles !== undefined && new RegExp(`\\b${noun}\\.`).test(settles);
}
