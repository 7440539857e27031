import { answerOf, type Value } from "./answers.ts";
import { carried, extensionsOf, extensionValue } from "./extensions.ts";
import {
  type Answer,
  itemsOf,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  type ResponseItem,
} from "./questionnaire.ts";

/** An expression of a questionnaire, with the variables that are in its reach, outermost first. */
export type Expression = { linkId: string; text: string; variables: { name: string; text: string }[] };

type Written = { language?: string; expression?: string; name?: string };

const fhirPath = (value: unknown): Required<Pick<Written, "expression">> & Written =>
  value as Required<Pick<Written, "expression">>;
const isFhirPath = (value: unknown): boolean =>
  (value as Written | undefined)?.language === "text/fhirpath" && Boolean((value as Written).expression);

const variablesOf = (of: Questionnaire | QuestionnaireItem): Expression["variables"] =>
  extensionsOf(of, "variable")
    .map(carried)
    .filter(isFhirPath)
    .flatMap((one) => {
      const { name, expression } = fhirPath(one);
      return name ? [{ name, text: expression }] : [];
    });

type Kind = "calculated" | "enableWhenExpression";

/** The items' own expressions of a kind, in the form's order. */
export function expressionsOf(questionnaire: Questionnaire, kind: Kind): Expression[] {
  const walk = (items: QuestionnaireItem[] | undefined, outer: Expression["variables"]): Expression[] =>
    (items ?? []).flatMap((item) => {
      const variables = [...outer, ...variablesOf(item)];
      const value = extensionValue(item, kind);
      const own = isFhirPath(value)
        ? [{ linkId: item.linkId, text: fhirPath(value).expression, variables }]
        : [];
      return [...own, ...walk(item.item, variables)];
    });
  return walk(questionnaire.item, variablesOf(questionnaire));
}

/** Writes what an expression came to as the item's answer, wherever its group is there. Nothing: it has no answer. */
export function withCalculated(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  linkId: string,
  result: unknown[],
): QuestionnaireResponse {
  const item = [...itemsOf(questionnaire.item)].find((one) => one.linkId === linkId);
  const answer = item && result.length > 0 ? calculatedAnswer(item, result[0]) : undefined;
  return { ...response, item: placed(questionnaire.item ?? [], response.item ?? [], linkId, answer) };
}

function placed(
  defined: QuestionnaireItem[],
  given: ResponseItem[],
  linkId: string,
  answer: Answer | undefined,
): ResponseItem[] {
  const without = given.filter((one) => one.linkId !== linkId);
  if (defined.some((item) => item.linkId === linkId))
    return ordered(defined, answer ? [...without, { linkId, answer: [answer] }] : without);
  return given.map((one) => {
    const inner = defined.find((item) => item.linkId === one.linkId)?.item;
    if (!inner || !holds(inner, linkId)) return one;
    return { ...one, item: placed(inner, one.item ?? [], linkId, answer) };
  });
}

const holds = (items: QuestionnaireItem[], linkId: string): boolean =>
  [...itemsOf(items)].some((item) => item.linkId === linkId);

/** A response's items are in its questionnaire's order. */
export function ordered(defined: QuestionnaireItem[], given: ResponseItem[]): ResponseItem[] {
  const place = new Map(defined.map((item, index) => [item.linkId, index]));
  return given.toSorted((a, b) => (place.get(a.linkId) ?? 0) - (place.get(b.linkId) ?? 0));
}

/** What FHIRPath gave, as a value of the item's type. */
function calculatedAnswer(item: QuestionnaireItem, result: unknown): Answer | undefined {
  const type = calculatedTypes[item.type];
  if (type === "Quantity" && typeof result === "number")
    return answerOf({ type, value: { value: result, ...unitOf(item) } });
  if (type === "Integer" && typeof result === "number" && !Number.isInteger(result)) return undefined;
  return type && result !== null ? answerOf({ type, value: plain(type, result) }) : undefined;
}

const calculatedTypes: Partial<Record<QuestionnaireItem["type"], Value["type"]>> = {
  boolean: "Boolean",
  decimal: "Decimal",
  integer: "Integer",
  date: "Date",
  dateTime: "DateTime",
  time: "Time",
  string: "String",
  text: "String",
  choice: "Coding",
  "open-choice": "Coding",
  quantity: "Quantity",
};

/** Dates and times of the FHIRPath engine are objects that print as their text. */
const plain = (type: Value["type"], result: unknown): unknown =>
  ["Date", "DateTime", "Time", "String"].includes(type) ? String(result) : result;

function unitOf(item: QuestionnaireItem): { unit?: string; system?: string; code?: string } {
  const coding = extensionValue(item, "unit") as
    | { system?: string; code?: string; display?: string }
    | undefined;
  if (!coding) return {};
  const { system, code, display } = coding;
  return { ...(display && { unit: display }), ...(system && { system }), ...(code && { code }) };
}

/** A condition of FHIRPath: a single `true` and nothing else switches an item on. */
export const isTrue = (result: unknown[]): boolean => result.length === 1 && result[0] === true;
