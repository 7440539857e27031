import type { Answer, AnswerOption, Coding, EnableWhen, ItemType, Quantity } from "./questionnaire.ts";

/** What an answer's value[x] may be, without its `value`. */
const valueTypes = [
  "Boolean",
  "Decimal",
  "Integer",
  "Date",
  "DateTime",
  "Time",
  "String",
  "Uri",
  "Attachment",
  "Coding",
  "Quantity",
  "Reference",
] as const;
export type ValueType = (typeof valueTypes)[number];
export type Value = { type: ValueType; value: unknown };

/** The value of an answer, an option or, with `prefix` "answer", a condition. */
export function valueIn(
  of: Answer | AnswerOption | EnableWhen | Record<string, unknown>,
  prefix: "value" | "answer" = "value",
): Value | undefined {
  for (const type of valueTypes) {
    const value = (of as Record<string, unknown>)[`${prefix}${type}`];
    if (value !== undefined) return { type, value };
  }
  return undefined;
}

export const answerOf = ({ type, value }: Value): Answer => ({ [`value${type}`]: value }) as Answer;

/** hl7.org/fhir/R4/codesystem-item-type.html: the value types an item's answers may have. */
export const typesOf: Record<ItemType, readonly ValueType[]> = {
  group: [],
  display: [],
  question: valueTypes,
  boolean: ["Boolean"],
  decimal: ["Decimal", "Integer"],
  integer: ["Integer"],
  date: ["Date"],
  dateTime: ["DateTime"],
  time: ["Time"],
  string: ["String"],
  text: ["String"],
  url: ["Uri"],
  choice: ["Coding"],
  "open-choice": ["Coding", "String"],
  attachment: ["Attachment"],
  reference: ["Reference"],
  quantity: ["Quantity"],
};

/** Equal as values: a coding by system and code (a missing system matches any), a quantity by number and unit. */
export function sameValue(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return a.value === b.value;
  if (a.type !== b.type) return false;
  if (a.type === "Coding") return sameCoding(a.value as Coding, b.value as Coding);
  if (a.type === "Quantity") return order(a, b) === 0;
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

export function sameCoding(a: Coding, b: Coding): boolean {
  if (a.code === undefined && b.code === undefined) return a.display === b.display;
  return a.code === b.code && (!a.system || !b.system || a.system === b.system);
}

const isNumber = ({ type }: Value): boolean => type === "Decimal" || type === "Integer";

/** Negative, zero or positive; undefined where the two cannot be compared (units, types). */
export function order(a: Value, b: Value): number | undefined {
  if (a.type === "Quantity" && b.type === "Quantity")
    return orderQuantities(a.value as Quantity, b.value as Quantity);
  if (isNumber(a) && isNumber(b)) return (a.value as number) - (b.value as number);
  if (typeof a.value !== "string" || typeof b.value !== "string") return undefined;
  return orderTexts(a.value, b.value);
}

/** Only within one unit: no unit is converted, so that no reading is misread. */
function orderQuantities(a: Quantity, b: Quantity): number | undefined {
  if (a.value === undefined || b.value === undefined) return undefined;
  const coded = a.code !== undefined && b.code !== undefined;
  const same = coded ? a.code === b.code && a.system === b.system : a.unit === b.unit;
  return same ? a.value - b.value : undefined;
}

/** Dates and times of any precision sort as text; instants with offsets as instants. */
function orderTexts(a: string, b: string): number {
  if (a.includes("T") && b.includes("T")) return Date.parse(a) - Date.parse(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A coding is unambiguous only with a code: a quantity without a unit code cannot be compared with a limit. */
export const hasFormalUnit = ({ system, code }: Quantity): boolean => Boolean(system && code);

/** The answer as a person reads it. */
export function textOf({ type, value }: Value): string {
  if (type === "Coding") return (value as Coding).display ?? (value as Coding).code ?? "";
  if (type === "Quantity") {
    const { value: number, unit, code } = value as Quantity;
    return [number, unit ?? code].filter((part) => part !== undefined).join(" ");
  }
  if (type === "Reference" || type === "Attachment") {
    const { display, title, reference } = value as { display?: string; title?: string; reference?: string };
    return display ?? title ?? reference ?? "";
  }
  return String(value);
}
