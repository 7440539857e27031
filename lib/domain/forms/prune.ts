import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseItem,
} from "./questionnaire.ts";

/**
 * The response without the answers to what is no longer asked (a patient went back and changed their mind), and
 * without empty items. A dropped answer may switch off another question, so it looks again until nothing changes.
 */
export function pruned(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  off?: SwitchedOff,
): QuestionnaireResponse {
  const item = prunedItems(questionnaire.item, response.item ?? [], [], off);
  const next = { ...response, item };
  return count(item) === count(response.item ?? []) ? next : pruned(questionnaire, next, off);
}

const count = (items: ResponseItem[]): number => JSON.stringify(items).length;

const prunedItems = (
  defined: QuestionnaireItem[] | undefined,
  given: ResponseItem[],
  outer: Scope,
  off: SwitchedOff | undefined,
): ResponseItem[] =>
  given.flatMap((one) => {
    const item = defined?.find(({ linkId }) => linkId === one.linkId);
    const scope = [given, ...outer];
    if (!item || !isEnabled(item, scope, off)) return [];
    const { item: inner, answer, ...rest } = one;
    const items = inner && prunedItems(item.item, inner, scope, off);
    const answers = answer?.map((told) =>
      told.item ? { ...told, item: prunedItems(item.item, told.item, scope, off) } : told,
    );
    if (!items?.length && !answers?.length) return [];
    return [{ ...rest, ...(answers?.length && { answer: answers }), ...(items?.length && { item: items }) }];
  });
