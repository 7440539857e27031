import type { Fault } from "../errors.ts";
import { pointerTo } from "../journey/definition.ts";
import { typesOf, valueIn } from "./answers.ts";
import { longestPattern } from "./check-value.ts";
import { extensionValue } from "./extensions.ts";
import { isChoice } from "./options.ts";
import { itemsOf, type Questionnaire, type QuestionnaireItem } from "./questionnaire.ts";

/** What forbids publishing a questionnaire: the invariants que-1 to que-12 that a form relies on, and a pattern's cost. */
export function lintQuestionnaire(questionnaire: Questionnaire): Fault[] {
  const linkIds = [...itemsOf(questionnaire.item)].map(({ linkId }) => linkId);
  if (linkIds.length === 0) return [{ pointer: "/item", detail: "A form asks something." }];
  const types = new Map([...itemsOf(questionnaire.item)].map((item) => [item.linkId, item.type]));
  return lintItems(questionnaire.item ?? [], ["item"], { seen: new Set(), types });
}

type Known = { seen: Set<string>; types: Map<string, QuestionnaireItem["type"]> };

const lintItems = (items: QuestionnaireItem[], path: string[], known: Known): Fault[] =>
  items.flatMap((item, index) => {
    const at = [...path, String(index)];
    return [...lintItem(item, at, known), ...lintItems(item.item ?? [], [...at, "item"], known)];
  });

function lintItem(item: QuestionnaireItem, at: string[], { seen, types }: Known): Fault[] {
  const fault = (detail: string, ...field: string[]): Fault => ({
    pointer: pointerTo(...at, ...field),
    detail,
  });
  const ofCondition = (index: number, detail: string): Fault => fault(detail, "enableWhen", String(index));
  const twice = seen.has(item.linkId);
  seen.add(item.linkId);
  return [
    ...(twice ? [fault("Each linkId is used once (que-2).", "linkId")] : []),
    ...rules.flatMap(([wrong, field, detail]) => (wrong(item) ? [fault(detail, field)] : [])),
    ...(item.enableWhen ?? []).flatMap((condition, index) => [
      ...(types.has(condition.question)
        ? []
        : [ofCondition(index, "It asks about a question that is not in the form.")]),
      ...(valueIn(condition, "answer") ? [] : [ofCondition(index, "Give the answer it waits for.")]),
      ...(condition.operator === "exists" && condition.answerBoolean === undefined
        ? [ofCondition(index, "exists takes answerBoolean (que-7).")]
        : []),
    ]),
  ];
}

const rules: [(item: QuestionnaireItem) => boolean, field: string, detail: string][] = [
  [
    ({ enableWhen, enableBehavior }) => (enableWhen?.length ?? 0) > 1 && !enableBehavior,
    "enableBehavior",
    "Say whether all or any of the conditions must hold (que-12).",
  ],
  [({ type, item }) => type === "group" && !item?.length, "item", "A group has items (que-1)."],
  [
    ({ type, item }) => type === "display" && Boolean(item?.length),
    "item",
    "A display has no items (que-1).",
  ],
  [
    ({ type, required, repeats }) => type === "display" && Boolean(required || repeats),
    "required",
    "A display is neither required nor repeated (que-6).",
  ],
  [
    (item) => Boolean(item.answerOption && item.answerValueSet),
    "answerValueSet",
    "Options or a value set, not both (que-4).",
  ],
  [
    (item) => Boolean(item.answerOption || item.answerValueSet) && !isChoice(item) && !simple(item),
    "answerOption",
    "This type takes no options (que-5).",
  ],
  [
    ({ type, initial }) => (type === "group" || type === "display") && Boolean(initial?.length),
    "initial",
    "Groups and displays have no initial value (que-8).",
  ],
  [
    (item) => unsafe(extensionValue(item, "regex")),
    "extension",
    "The pattern is too long or cannot be read.",
  ],
];

/** que-5 of R4B also lets these have options. */
const simple = ({ type }: QuestionnaireItem): boolean =>
  typesOf[type].some((one) => ["Integer", "Date", "Time", "String"].includes(one));

/** A repetition inside a repetition may take exponential time on a text made for it. */
const nested = /[+*}]\)[+*{]/;

function unsafe(regex: unknown): boolean {
  if (typeof regex !== "string") return false;
  if (regex.length > longestPattern || nested.test(regex)) return true;
  try {
    new RegExp(regex, "u");
    return false;
  } catch {
    return true;
  }
}
