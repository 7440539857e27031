import { hasFormalUnit, order, sameCoding, sameValue, textOf, type Value } from "./answers.ts";
import { carried, type ExtensionName, extensionsOf, extensionValue, numberOf } from "./extensions.ts";
import type { IssueCode } from "./issue.ts";
import { type Option, unitsOf } from "./options.ts";
import type { Coding, Quantity, QuestionnaireItem } from "./questionnaire.ts";
import { resourceTypes } from "./resource-types.ts";

export type Finding = { code: IssueCode; text: string; limit?: string; severity?: "warning" };
type Check = (item: QuestionnaireItem, value: Value) => (Finding | undefined)[];

/** What is wrong with one value of an item of the right type, whatever the other answers are. */
export const checkValue = (item: QuestionnaireItem, value: Value): Finding[] =>
  [format, text, decimals, limits, quantity, attachment, reference]
    .flatMap((check) => check(item, value))
    .filter((finding) => finding !== undefined);

/** hl7.org/fhir/R4/datatypes.html: the shapes of dates and times. */
const shapes: Partial<Record<Value["type"], RegExp>> = {
  Date: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  DateTime: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d.*)?)?)?$/,
  Time: /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/,
};

const format: Check = (_, { type, value }) => {
  const shape = shapes[type];
  if (!shape) return [];
  const ok = shape.test(String(value)) && isCalendarDay(String(value).slice(0, 10), type);
  return [ok ? undefined : { code: "format", text: `This is no ${type.toLowerCase()}.` }];
};

/** 30 February has the shape of a date and is none. */
function isCalendarDay(day: string, type: Value["type"]): boolean {
  if (type === "Time" || day.length < 10) return true;
  const date = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const text: Check = (item, { type, value }) => {
  if (type !== "String" && type !== "Uri") return [];
  const told = String(value);
  const { maxLength } = item;
  const minLength = numberOf(item, "minLength");
  return [
    maxLength !== undefined && told.length > maxLength
      ? { code: "too_long", text: `Longer than ${maxLength} characters.`, limit: String(maxLength) }
      : undefined,
    minLength !== undefined && told.length < minLength
      ? { code: "too_short", text: `Shorter than ${minLength} characters.`, limit: String(minLength) }
      : undefined,
    item.type === "string" && /[\r\n]/.test(told)
      ? { code: "line_break", text: "A string has no line breaks.", severity: "warning" }
      : undefined,
    matches(item, told) ? undefined : { code: "pattern", text: "It does not fit the item's pattern." },
  ];
};

/** Longer ones could hold up a page for minutes (ReDoS); forms with them are refused (lint.ts). */
export const longestPattern = 100;
const longestMatched = 500;

function matches(item: QuestionnaireItem, told: string): boolean {
  const regex = extensionValue(item, "regex");
  if (typeof regex !== "string" || regex.length > longestPattern || told.length > longestMatched) return true;
  return new RegExp(`^(?:${regex})$`, "u").test(told);
}

const decimals: Check = (item, { type, value }) => {
  const most = numberOf(item, "maxDecimalPlaces");
  if (most === undefined || type !== "Decimal") return [];
  const places = String(value).split(".")[1]?.length ?? 0;
  return [
    places > most
      ? { code: "decimals", text: `More than ${most} decimal places.`, limit: String(most) }
      : undefined,
  ];
};

const bounds = [
  ["minValue", "below", (n: number) => n < 0],
  ["maxValue", "above", (n: number) => n > 0],
  ["minQuantity", "below", (n: number) => n < 0],
  ["maxQuantity", "above", (n: number) => n > 0],
] as const;

const limits: Check = (item, value) =>
  bounds.flatMap(([name, code, breaks]): (Finding | undefined)[] => {
    const limit = limitOf(item, name);
    if (!limit || !comparable(limit, value)) return [];
    const n = order(value, limit);
    const shown = textOf(limit);
    if (n === undefined || lacksUnit(limit, value))
      return [{ code: "incomparable", text: `It cannot be compared with ${shown}.`, limit: shown }];
    return [breaks(n) ? { code, text: `It is ${code} ${shown}.`, limit: shown } : undefined];
  });

function limitOf(item: QuestionnaireItem, name: ExtensionName): Value | undefined {
  const [extension] = extensionsOf(item, name);
  const key = Object.keys(extension ?? {}).find((one) => one.startsWith("value"));
  return key ? { type: key.slice(5) as Value["type"], value: extension?.[key] } : undefined;
}

/** A limit of another type is meant for another answer, or is its author's mistake: it cannot be obeyed. */
const comparable = (limit: Value, value: Value): boolean =>
  (limit.type === "Quantity") === (value.type === "Quantity") &&
  typeof (limit.type === "Quantity" ? 0 : limit.value) ===
    typeof (value.type === "Quantity" ? 0 : value.value);

const lacksUnit = (limit: Value, value: Value): boolean =>
  value.type === "Quantity" &&
  !(hasFormalUnit(value.value as Quantity) && hasFormalUnit(limit.value as Quantity));

const quantity: Check = (item, { type, value }) => {
  if (type !== "Quantity") return [];
  const units = unitsOf(item);
  const { system, code, unit } = value as Quantity;
  const given: Coding = { ...(system && { system }), ...(code && { code }), ...(unit && { display: unit }) };
  const allowed = units.length === 0 || units.some((one) => sameCoding(one, given));
  if (allowed || extensionsOf(item, "unitOpen").length > 0) return [];
  const names = units.map(({ display, code: named }) => display ?? named).join(", ");
  return [{ code: "unit", text: `The unit is none of: ${names}.`, limit: names }];
};

/** Bytes of base 64, without decoding it. */
const sizeOf = (data: string): number =>
  Math.floor((data.replace(/\s/g, "").length * 3) / 4) - (/=+\s*$/.exec(data)?.[0].trim().length ?? 0);

const attachment: Check = (item, { type, value }) => {
  if (type !== "Attachment") return [];
  const { data, size, contentType } = value as { data?: string; size?: number; contentType?: string };
  const bytes = data === undefined ? size : sizeOf(data);
  const most = numberOf(item, "maxSize");
  const media = extensionsOf(item, "mimeType").map(carried);
  return [
    data !== undefined && size !== undefined && size !== bytes
      ? { code: "size", text: `It says ${size} bytes and has ${bytes}.` }
      : undefined,
    most !== undefined && bytes !== undefined && bytes > most
      ? { code: "too_big", text: `More than ${most} bytes.`, limit: String(most) }
      : undefined,
    media.length > 0 && contentType !== undefined && !media.includes(contentType)
      ? { code: "media", text: `Its type is none of: ${media.join(", ")}.`, limit: media.join(", ") }
      : undefined,
  ];
};

/** An R4 resource's name in a literal reference; relative or absolute. */
const referenced = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

const reference: Check = (item, { type, value }) => {
  const named = type === "Reference" ? (value as { reference?: string }).reference : undefined;
  const resource = named && referenced.exec(named)?.[1];
  const allowed = extensionsOf(item, "referenceResource").map(carried);
  if (!resource) return [];
  if (!resourceTypes.has(resource)) return [{ code: "resource", text: `${resource} is no resource type.` }];
  if (allowed.length === 0 || allowed.includes(resource)) return [];
  return [
    { code: "resource", text: `${resource} is none of: ${allowed.join(", ")}.`, limit: allowed.join(", ") },
  ];
};

/** Whether a value is one of those offered; an open choice takes a text of one's own. */
export function isOffered(item: QuestionnaireItem, options: Option[] | undefined, value: Value): boolean {
  if (!options) return true;
  if (item.type === "open-choice" && value.type === "String") return true;
  return options.some((option) => sameValue(option.value, value));
}
