import { textOf, type Value, valueIn } from "./answers.ts";
import { type Choice, choicesOf, unitChoices } from "./choices.ts";
import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import { controlsOf, extensionsOf, extensionValue, numberOf } from "./extensions.ts";
import { type InputKind, inputOf } from "./input-kind.ts";
import type { Questionnaire, QuestionnaireItem, ResponseItem } from "./questionnaire.ts";
import { isHidden, type Step } from "./steps.ts";

/** What a page shows of an item. `name` is its form field; `condition` lets a script hide it before the server does. */
export type Field =
  | { kind: "display"; text: string }
  | { kind: "group"; legend?: string; fields: Field[]; more?: string }
  | Question;

export type Question = {
  kind: "question";
  name: string;
  linkId: string;
  label: string;
  required: boolean;
  readOnly: boolean;
  input: InputKind;
  choices: Choice[];
  /** A choice that is not among those offered may be written. */
  other?: string;
  values: string[];
  units: Choice[];
  help: string[];
  maxLength?: number;
  fields: Field[];
};

type Context = { questionnaire: Questionnaire; off: SwitchedOff | undefined; extra: string | undefined };

/** So many fields are offered for a text that may repeat: one more than was answered. */
const mostRepeats = 10;

export const mostOf = (item: QuestionnaireItem): number => numberOf(item, "maxOccurs") ?? mostRepeats;

/**
 * The fields of a page, with what was answered so far; `extra` is a repeated group to be shown once more. Names say the place: `q2`, `q2-1.0` (second of a repeated group).
 */
export function fieldsOf(
  questionnaire: Questionnaire,
  step: Step,
  given: ResponseItem[] | undefined,
  off?: SwitchedOff,
  extra?: string,
): Field[] {
  return step.items.flatMap((item, i) =>
    fieldOf({ questionnaire, off, extra }, item, `q${step.from + i}`, [given]),
  );
}

const fieldList = (c: Context, item: QuestionnaireItem, name: string, scope: Scope): Field[] =>
  (item.item ?? []).flatMap((one, i) => fieldOf(c, one, `${name}.${i}`, scope));

function fieldOf(c: Context, item: QuestionnaireItem, name: string, scope: Scope): Field[] {
  if (isHidden(item) || !isEnabled(item, scope, c.off)) return [];
  const own = (scope[0] ?? []).filter(({ linkId }) => linkId === item.linkId);
  if (item.type === "display") return item.text ? [{ kind: "display", text: item.text }] : [];
  if (item.type === "group") return groupOf(c, item, name, { own, scope });
  return [question(c, item, name, { own: own[0], scope })];
}

function groupOf(
  c: Context,
  item: QuestionnaireItem,
  name: string,
  { own, scope }: { own: ResponseItem[]; scope: Scope },
): Field[] {
  const blank = own.length === 0 || (c.extra === name && own.length < mostOf(item));
  const occurrences = blank ? [...own, undefined] : own;
  const canHaveMore = item.repeats === true && occurrences.length < mostOf(item);
  return occurrences.map((one, n) => ({
    kind: "group" as const,
    ...(item.text && { legend: occurrences.length > 1 ? `${item.text} (${n + 1})` : item.text }),
    fields: fieldList(c, item, item.repeats ? `${name}-${n}` : name, [one?.item, ...scope]),
    ...(canHaveMore && n === occurrences.length - 1 && { more: name }),
  }));
}

function question(
  c: Context,
  item: QuestionnaireItem,
  name: string,
  { own, scope }: { own: ResponseItem | undefined; scope: Scope },
): Question {
  const values = (own?.answer ?? []).flatMap((answer) => valueIn(answer) ?? []);
  const initial = own ? values : initialOf(item);
  const input = inputOf(c.questionnaire, item);
  const inner: Scope = [own?.answer?.[0]?.item, ...scope];
  return {
    kind: "question",
    name,
    linkId: item.linkId,
    label: [item.prefix, item.text ?? item.linkId].filter(Boolean).join(" "),
    required: item.required === true,
    readOnly: item.readOnly === true || extensionsOf(item, "calculated").length > 0,
    input,
    ...choicesOf(c.questionnaire, item, input, initial),
    values: shown(item, input, initial),
    units: unitChoices(item, initial[0]),
    help: helpOf(item),
    ...(item.maxLength !== undefined && { maxLength: item.maxLength }),
    fields: fieldList(c, { ...item, item: item.item?.filter((one) => !isHelp(one)) }, name, inner),
  };
}

/** What the form proposes: its initial values, or the options chosen beforehand. */
function initialOf(item: QuestionnaireItem): Value[] {
  const chosen = (item.answerOption ?? []).filter(({ initialSelected }) => initialSelected);
  return [...(item.initial ?? []), ...chosen].flatMap((one) => valueIn(one) ?? []);
}

function shown(item: QuestionnaireItem, input: InputKind, values: Value[]): string[] {
  if (input === "one" || input === "many") return [];
  const texts = values.map((value) =>
    value.type === "Quantity" ? String((value.value as { value?: number }).value ?? "") : fieldText(value),
  );
  const blank = item.repeats && texts.length < mostOf(item) ? [""] : [];
  return texts.length > 0 ? [...texts, ...blank] : [""];
}

/** A date-time field of a browser is local and without a zone or seconds. */
const fieldText = (value: Value): string =>
  value.type === "DateTime" ? String(value.value).slice(0, 16) : textOf(value);

/** Help is a display below the question with the control "help" (or a prompt, a unit, a legal text). */
const isHelp = (item: QuestionnaireItem): boolean =>
  item.type === "display" && controlsOf(item).some((code) => code === "help" || code === "flyover");

function helpOf(item: QuestionnaireItem): string[] {
  const texts = (item.item ?? []).filter(isHelp).flatMap(({ text }) => text ?? []);
  const entry = extensionValue(item, "entryFormat");
  return typeof entry === "string" ? [...texts, entry] : texts;
}
