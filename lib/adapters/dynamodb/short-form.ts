import { codeOf, nameOf } from "./short-names.ts";

/**
 * What a patient's item says over and over, said shortly: one over 1 KB costs a write unit more with each version.
 *
 *     the record's own id                                ~=
 *     the patient's key, which the partition says        ~.
 *     an instant                                         ~ and 8 digits of base 36: its milliseconds
 *     a name of short-names.ts                           its code
 *     another name that looks like a code                ~: before it
 *     ~                                                  ~~
 *
 * What the state machine writes by itself (token, event) is read as it is: there is no ~ in it.
 */
export type Own = { id: string; key: string };

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const shortInstant = /^~[0-9a-z]{8}$/;

/** Of 1972 to 2059. A day that there is not stays as it is: it would come back as another one. */
function instantCode(text: string): string | undefined {
  const ms = Date.parse(text);
  const code = ms > 0 ? `~${ms.toString(36)}` : "";
  return shortInstant.test(code) && new Date(ms).toISOString() === text ? code : undefined;
}

/** An owned id without the patient's key. */
export function shortText(text: string, { key }: Pick<Own, "key">): string {
  const escaped = text.includes("~") ? text.replaceAll("~", "~~") : text;
  return escaped.includes(key) ? escaped.replaceAll(key, "~.") : escaped;
}

export function longText(text: string, { key }: Pick<Own, "key">): string {
  return text.includes("~") ? text.replace(/~([~.])/g, (_, of) => (of === "." ? key : "~")) : text;
}

function shortValue(text: string, own: Own): string {
  if (text === own.id) return "~=";
  return (instant.test(text) && instantCode(text)) || shortText(text, own);
}

function longValue(text: string, own: Own): string {
  if (text === "~=") return own.id;
  if (shortInstant.test(text)) return new Date(Number.parseInt(text.slice(1), 36)).toISOString();
  return longText(text, own);
}

const shortName = (name: string, own: Own): string =>
  codeOf.get(name) ?? (/^[A-Z]{1,2}$/.test(name) ? `~:${name}` : shortText(name, own));

const longName = (name: string, own: Own): string =>
  name.startsWith("~:") ? name.slice(2) : (nameOf.get(name) ?? longText(name, own));

type Texts = Record<"value" | "name", (text: string, own: Own) => string>;

function mapped<T>(value: T, own: Own, texts: Texts): T;
function mapped(value: unknown, own: Own, texts: Texts): unknown {
  if (typeof value === "string") return texts.value(value, own);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, own, texts));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [texts.name(name, own), mapped(one, own, texts)]));
}

export const shortened = <T>(value: T, own: Own): T =>
  mapped(value, own, { value: shortValue, name: shortName });
export const restored = <T>(value: T, own: Own): T =>
  mapped(value, own, { value: longValue, name: longName });
