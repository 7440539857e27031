import { sameValue, type Value, valueIn } from "./answers.ts";
import { checkValue, isOffered } from "./check-value.ts";
import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import { numberOf } from "./extensions.ts";
import { type Issue, isError } from "./issue.ts";
import { optionsOf } from "./options.ts";
import type {
  Answer,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseItem,
} from "./questionnaire.ts";
import { fitsType } from "./types.ts";

type Context = {
  questionnaire: Questionnaire;
  /** An unfinished response may leave out what a finished one must say. */
  finished: boolean;
  off: SwitchedOff;
  found: Issue[];
};

/**
 * What is wrong with a response by its questionnaire: hl7.org/fhir/R4/questionnaireresponse.html 9.7 and the extensions
 * of extensions.ts. Terminology is checked only where the value set is known here (options.ts).
 */
export function validateResponse(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  off: SwitchedOff = new Set(),
): Issue[] {
  const finished = response.status === "completed" || response.status === "amended";
  const context: Context = { questionnaire, finished, off, found: [] };
  checkItems(context, questionnaire.item, response.item, ["QuestionnaireResponse"], []);
  return context.found;
}

export const isAccepted = (issues: Issue[]): boolean => !issues.some(isError);

/** One list of items against its definitions, in both directions. `path` is where the list is. */
function checkItems(
  c: Context,
  defined: QuestionnaireItem[] | undefined,
  given: ResponseItem[] | undefined,
  path: string[],
  outer: Scope,
): void {
  const scope: Scope = [given, ...outer];
  const at = (index: number): string[] => [...path, `item[${index}]`];
  const known = new Map((defined ?? []).map((item, index) => [item.linkId, index]));
  let last = 0;
  for (const [index, { linkId }] of (given ?? []).entries()) {
    const place = known.get(linkId);
    if (place === undefined) tell(c, "unknown_item", at(index), linkId, "The form has no such item here.");
    else if (place < last) tell(c, "order", at(index), linkId, "Items are not in the form's order.");
    last = Math.max(last, place ?? 0);
  }
  for (const item of defined ?? []) {
    const own = (given ?? []).flatMap((one, index) =>
      one.linkId === item.linkId ? [{ one, path: at(index) }] : [],
    );
    checkItem(c, item, own, path, scope);
  }
}

type Found = { one: ResponseItem; path: string[] };

function checkItem(c: Context, item: QuestionnaireItem, own: Found[], path: string[], scope: Scope): void {
  if (!isEnabled(item, scope, c.off)) {
    for (const { one, path: at } of own)
      if (one.answer?.length || one.item?.length)
        tell(c, "not_enabled", at, item.linkId, "It was not asked.");
    return;
  }
  if (item.type === "display") checkDisplay(c, item, own);
  else if (item.type === "group") checkGroup(c, item, own, path, scope);
  else checkQuestion(c, item, own, path, scope);
}

function checkDisplay(c: Context, { linkId }: QuestionnaireItem, own: Found[]): void {
  for (const { one, path } of own)
    if (one.answer?.length) tell(c, "display_answered", path, linkId, "A display item has no answer.");
}

function checkGroup(c: Context, item: QuestionnaireItem, own: Found[], path: string[], scope: Scope): void {
  count(c, item, own.length, own[0]?.path ?? path);
  if (own.length === 0 && item.required !== true) {
    // A group left out leaves out what it asks: fine, unless one of its questions must be answered.
    if (!item.repeats) checkItems(c, item.item, undefined, path, scope);
    return;
  }
  for (const { one, path: at } of own) {
    if (one.answer) tell(c, "group_answered", at, item.linkId, "A group has items, no answers.");
    if (c.finished && item.required && !one.item?.length)
      tell(c, "group_empty", at, item.linkId, "A required group needs at least one of its items.");
    checkItems(c, item.item, one.item, at, scope);
  }
}

function checkQuestion(
  c: Context,
  item: QuestionnaireItem,
  own: Found[],
  path: string[],
  scope: Scope,
): void {
  const [first, ...more] = own;
  const at = first?.path ?? path;
  for (const { path: again } of more) tell(c, "too_many", again, item.linkId, "A question appears once.");
  const answers = first?.one.answer ?? [];
  count(c, item, answers.length, at);
  if (first?.one.item) tell(c, "group_answered", at, item.linkId, "Items of a question are in its answer.");
  const options = optionsOf(c.questionnaire, item);
  for (const [index, answer] of answers.entries()) {
    const place = [...at, `answer[${index}]`];
    const value = valueIn(answer);
    if (value) checkAnswer(c, item, value, place, options);
    checkItems(c, item.item, answer.item, place, scope);
  }
  checkExclusive(c, item, answers, at, options);
  if (answers.length === 0) checkItems(c, item.item, undefined, path, [undefined, ...scope]);
}

type Options = ReturnType<typeof optionsOf>;

function checkAnswer(
  c: Context,
  item: QuestionnaireItem,
  value: Value,
  path: string[],
  options: Options,
): void {
  if (!fitsType(item, value, options !== undefined)) {
    tell(c, "type", path, item.linkId, `${item.type} expected, ${value.type} given.`);
    return;
  }
  if (!isOffered(item, options, value))
    tell(c, "option", path, item.linkId, "It is not one of those offered.");
  for (const { code, text, limit, severity } of checkValue(item, value))
    c.found.push({
      code,
      severity: severity ?? "error",
      path: path.join("."),
      linkId: item.linkId,
      text,
      ...(limit !== undefined && { limit }),
    });
}

/** "None of these" stands alone. */
function checkExclusive(
  c: Context,
  item: QuestionnaireItem,
  answers: Answer[],
  path: string[],
  options: Options,
): void {
  if (answers.length < 2) return;
  const exclusive = (options ?? []).filter((option) => option.exclusive);
  const chosen = answers.flatMap((answer) => valueIn(answer) ?? []);
  if (exclusive.some((option) => chosen.some((value) => sameValue(option.value, value))))
    tell(c, "exclusive", path, item.linkId, "One of the answers excludes the others.");
}

function count(c: Context, item: QuestionnaireItem, n: number, path: string[]): void {
  const least = numberOf(item, "minOccurs") ?? 0;
  const most = item.repeats ? numberOf(item, "maxOccurs") : 1;
  if (most !== undefined && n > most)
    tell(c, "too_many", path, item.linkId, `At most ${most} answers.`, String(most));
  if (!c.finished || item.readOnly) return;
  if (n < least) tell(c, "too_few", path, item.linkId, `At least ${least} answers.`, String(least));
  else if (item.required && n === 0)
    tell(c, "required", path, item.linkId, `No answer to the required item ${item.linkId}.`);
}

function tell(
  { found }: Context,
  code: Issue["code"],
  path: string[],
  linkId: string,
  text: string,
  limit?: string,
): void {
  found.push({
    code,
    severity: "error",
    path: path.join("."),
    linkId,
    text,
    ...(limit !== undefined && { limit }),
  });
}
