import { textOf, type Value, valueIn } from "./answers.ts";
import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import { controlsOf, extensionsOf, extensionValue, numberOf } from "./extensions.ts";
import { offeredUnits, optionsOf } from "./options.ts";
import type { Questionnaire, QuestionnaireItem, ResponseItem } from "./questionnaire.ts";
import { isHidden, type Step } from "./steps.ts";

export type InputKind =
  | "text"
  | "lines"
  | "decimal"
  | "integer"
  | "date"
  | "dateTime"
  | "time"
  | "url"
  | "one"
  | "many"
  | "signature"
  | "attachment";

export type Choice = { value: string; label: string; chosen: boolean };

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
    fieldOf({ questionnaire, off, extra }, item, `q${step.from + i}`, [given ?? []]),
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
    fields: fieldList(c, item, item.repeats ? `${name}-${n}` : name, [one?.item ?? [], ...scope]),
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
  const inner: Scope = [own?.answer?.[0]?.item ?? [], ...scope];
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

const inputs: Record<QuestionnaireItem["type"], InputKind> = {
  group: "text",
  display: "text",
  question: "text",
  boolean: "one",
  decimal: "decimal",
  integer: "integer",
  date: "date",
  dateTime: "dateTime",
  time: "time",
  string: "text",
  text: "lines",
  url: "url",
  choice: "one",
  "open-choice": "one",
  attachment: "attachment",
  reference: "text",
  quantity: "decimal",
};

export function inputOf(questionnaire: Questionnaire, item: QuestionnaireItem): InputKind {
  if (extensionsOf(item, "signature").length > 0) return "signature";
  if (item.type === "boolean") return "one";
  if (!optionsOf(questionnaire, item)) return inputs[item.type] === "one" ? "text" : inputs[item.type];
  return item.repeats ? "many" : "one";
}

/** Field values of a yes and a no. */
const yesNo = ["true", "false"] as const;
/** The value that says: another answer, written beside it. */
export const otherValue = "other";

function choicesOf(
  questionnaire: Questionnaire,
  item: QuestionnaireItem,
  input: InputKind,
  values: Value[],
): { choices: Choice[]; other?: string } {
  if (item.type === "boolean")
    return {
      choices: yesNo.map((value) => ({ value, label: value, chosen: String(values[0]?.value) === value })),
    };
  if (input !== "one" && input !== "many") return { choices: [] };
  const options = optionsOf(questionnaire, item) ?? [];
  const choices = options.map(({ value }, i) => ({
    value: String(i),
    label: textOf(value),
    chosen: values.some((one) => textOf(one) === textOf(value)),
  }));
  if (item.type !== "open-choice") return { choices };
  const other = values.find(
    (one) => one.type === "String" && !options.some(({ value }) => textOf(value) === textOf(one)),
  );
  return { choices, other: other ? String(other.value) : "" };
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

function unitChoices(item: QuestionnaireItem, value: Value | undefined): Choice[] {
  const given = value?.type === "Quantity" ? (value.value as { code?: string; unit?: string }) : undefined;
  return offeredUnits(item).map(({ code, display }, i) => ({
    value: String(i),
    label: display ?? code ?? "",
    chosen: given ? given.code === code : i === 0,
  }));
}

/** Help is a display below the question with the control "help" (or a prompt, a unit, a legal text). */
const isHelp = (item: QuestionnaireItem): boolean =>
  item.type === "display" && controlsOf(item).some((code) => code === "help" || code === "flyover");

function helpOf(item: QuestionnaireItem): string[] {
  const texts = (item.item ?? []).filter(isHelp).flatMap(({ text }) => text ?? []);
  const entry = extensionValue(item, "entryFormat");
  return typeof entry === "string" ? [...texts, entry] : texts;
}
