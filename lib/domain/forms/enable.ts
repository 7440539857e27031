import { order, sameValue, type Value, valueIn } from "./answers.ts";
import {
  type Answer,
  type EnableWhen,
  type QuestionnaireItem,
  type ResponseItem,
  responseItemsOf,
} from "./questionnaire.ts";

/** The lists of items around one place of a response, innermost first: a repeated group answers for itself. */
export type Scope = (ResponseItem[] | undefined)[];

/** Items that an expression switches off (enableWhenExpression), which only whoever can evaluate it knows. */
export type SwitchedOff = ReadonlySet<string>;

const none: SwitchedOff = new Set();

/** Whether an item is asked here. Several conditions without a behaviour are all meant (que-12 refuses to publish them). */
export function isEnabled(item: QuestionnaireItem, scope: Scope, off: SwitchedOff = none): boolean {
  if (off.has(item.linkId)) return false;
  const conditions = item.enableWhen ?? [];
  if (conditions.length === 0) return true;
  const holds = (condition: EnableWhen): boolean => met(condition, answersIn(scope, condition.question));
  return item.enableBehavior === "any" ? conditions.some(holds) : conditions.every(holds);
}

/** The answers to a question nearest to this place. */
function answersIn(scope: Scope, linkId: string): Answer[] {
  for (const items of scope) {
    const found = [...responseItemsOf(items)].filter((item) => item.linkId === linkId);
    if (found.length > 0) return found.flatMap(({ answer }) => answer ?? []);
  }
  return [];
}

/** hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html: `!=` also holds where nothing was answered. */
function met(condition: EnableWhen, answers: Answer[]): boolean {
  const wanted = valueIn(condition, "answer");
  if (!wanted) return false;
  const values = answers.flatMap((answer) => valueIn(answer) ?? []);
  switch (condition.operator) {
    case "exists":
      return values.length > 0 === wanted.value;
    case "=":
      return values.some((value) => sameValue(value, wanted));
    case "!=":
      return !values.some((value) => sameValue(value, wanted));
    case ">":
      return compares(values, wanted, (n) => n > 0);
    case "<":
      return compares(values, wanted, (n) => n < 0);
    case ">=":
      return compares(values, wanted, (n) => n >= 0);
    case "<=":
      return compares(values, wanted, (n) => n <= 0);
  }
}

const compares = (values: Value[], wanted: Value, holds: (n: number) => boolean): boolean =>
  values.some((value) => {
    const n = order(value, wanted);
    return n !== undefined && holds(n);
  });
