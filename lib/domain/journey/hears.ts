import type { JourneyDraft } from "./definition.ts";
import { isEvent } from "./events.ts";
import { asksPatient, type Step } from "./grammar.ts";

/** Whether an event can change anything in this journey: each piece of news costs a turn. */
export const hears = (journey: JourneyDraft, event: string): boolean =>
  endsAt(journey, event) || Object.values(journey.steps).some((step) => stepHears(step, event));

/** Whether the step that asked for a message still stands there when that leaves or is lost. */
export const awaitsItsMessage = ({ steps }: JourneyDraft, name: string | undefined): boolean => {
  const step = steps[name as string];
  return step?.do !== "message" || step.goOn !== "at-once";
};

/**
 * Whether it asks what exactly happened: then the answer to its own task does not tell it of the change that the answer
 * made to the visit. What holds of the visit it sees with any news (`doneWhen`).
 */
export const namesEvent = (journey: JourneyDraft, event: string): boolean =>
  endsAt(journey, event) ||
  Object.values(journey.steps).some((step) => awaits(step, event) || asksOf(step, "news"));

const endsAt = ({ goal, exitWhen }: JourneyDraft, event: string): boolean =>
  [goal, ...exitWhen].some((match) => match && isEvent(match.event, event));

const awaits = (step: Step, event: string): boolean =>
  step.do === "wait" && step.event !== undefined && isEvent(step.event, event);

function stepHears(step: Step, event: string): boolean {
  const noun = event.slice(0, event.indexOf("."));
  if (step.do !== "wait") return asksOf(step, noun);
  return awaits(step, event) || (step.until?.anchor.startsWith(`${noun}.`) ?? false);
}

/** Whether what settles a question or a task while it is open hangs on a value of that noun. */
function asksOf(step: Step, noun: string): boolean {
  const settles = asksPatient(step) || step.do === "staff-task" ? step.doneWhen?.if : undefined;
  return settles !== undefined && new RegExp(`\\b${noun}\\.`).test(settles);
}
