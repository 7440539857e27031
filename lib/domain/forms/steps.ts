import { isEnabled, type SwitchedOff } from "./enable.ts";
import { extensionValue } from "./extensions.ts";
import type { Questionnaire, QuestionnaireItem, ResponseItem } from "./questionnaire.ts";

/** One page of a form: a top-level group, or the loose questions between two groups. `from` is its first item's place. */
export type Step = { from: number; items: QuestionnaireItem[] };

/** So many questions are a page, where the form does not group them. */
const mostLoose = 3;

export const isHidden = (item: QuestionnaireItem): boolean => extensionValue(item, "hidden") === true;

/** Cuts a form into pages. What is never shown is on none. */
export function stepsOf({ item: items = [] }: Questionnaire): Step[] {
  const steps: Step[] = [];
  for (const [from, item] of items.entries()) {
    if (isHidden(item)) continue;
    const last = steps.at(-1);
    const loose = item.type !== "group" && last?.items.every(({ type }) => type !== "group");
    if (loose && last && last.from + last.items.length === from && questions(last.items) < mostLoose)
      last.items.push(item);
    else steps.push({ from, items: [item] });
  }
  return steps;
}

const questions = (items: QuestionnaireItem[]): number =>
  items.filter(({ type }) => type !== "display").length;

/** Whether any of its items is asked, given the answers so far. */
export const isAsked = ({ items }: Step, given: ResponseItem[] | undefined, off?: SwitchedOff): boolean =>
  items.some((item) => isEnabled(item, [given], off));

/** The next page that is asked, from `index` on; the number of pages where there is none. */
export function nextStep(
  steps: Step[],
  index: number,
  given: ResponseItem[] | undefined,
  off?: SwitchedOff,
): number {
  const found = steps.findIndex((step, i) => i >= index && isAsked(step, given, off));
  return found < 0 ? steps.length : found;
}

export function previousStep(
  steps: Step[],
  index: number,
  given: ResponseItem[] | undefined,
  off?: SwitchedOff,
): number | undefined {
  const found = steps.findLastIndex((step, i) => i < index && isAsked(step, given, off));
  return found < 0 ? undefined : found;
}
