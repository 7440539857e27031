import type { Value } from "./answers.ts";
import { otherValue } from "./choices.ts";
import { inputOf } from "./input-kind.ts";
import { offeredUnits, optionsOf } from "./options.ts";
import type { Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

/** What a browser sent: every value of each field. */
export type Sent = (name: string) => string[];
export type Unread = { name: string; linkId: string; text: string };

export type Reading = {
  questionnaire: Questionnaire;
  sent: Sent;
  /** Fields whose text is no value of their type. */
  unread: Unread[];
};

/** What was sent for a question, as values of its type; what is none is told in `unread`. */
export function valuesOf(c: Reading, item: QuestionnaireItem, name: string): Value[] {
  const input = inputOf(c.questionnaire, item);
  const texts = c
    .sent(name)
    .map((text) => text.trim())
    .filter((text) => text !== "");
  if (item.type === "boolean")
    return texts.slice(0, 1).map((text) => ({ type: "Boolean", value: text === "true" }));
  if (input === "one" || input === "many")
    return chosen(c, item, name, input === "many" ? texts : texts.slice(0, 1));
  const several = item.repeats ? texts : texts.slice(0, 1);
  return several.flatMap((text) => {
    const value = read(item, text, c.sent(`${name}.unit`)[0]);
    if (!value) c.unread.push({ name, linkId: item.linkId, text });
    return value ?? [];
  });
}

/** Options are sent by their place, so that a page needs no secret and no code in it. */
function chosen(c: Reading, item: QuestionnaireItem, name: string, texts: string[]): Value[] {
  const options = optionsOf(c.questionnaire, item) ?? [];
  return texts.flatMap((text): Value[] => {
    if (text === otherValue && item.type === "open-choice") {
      const written = c.sent(`${name}.other`)[0]?.trim();
      return written ? [{ type: "String", value: written }] : [];
    }
    const option = /^\d{1,4}$/.test(text) ? options[Number(text)] : undefined;
    return option ? [stripped(option.value)] : [];
  });
}

/** An answer holds the coding, not the translations of its display. */
function stripped(value: Value): Value {
  if (value.type !== "Coding") return value;
  const { system, code, display } = value.value as { system?: string; code?: string; display?: string };
  return {
    type: "Coding",
    value: { ...(system && { system }), ...(code && { code }), ...(display && { display }) },
  };
}

/** A decimal as people write it: 98.6, or 36,6 with the comma of other places. */
const decimal = /^[+-]?\d{1,15}([.,]\d{1,10})?$/;

function read(item: QuestionnaireItem, text: string, unit: string | undefined): Value | undefined {
  switch (item.type) {
    case "decimal":
      return decimal.test(text) ? { type: "Decimal", value: Number(text.replace(",", ".")) } : undefined;
    case "integer":
      return /^[+-]?\d{1,10}$/.test(text) ? { type: "Integer", value: Number(text) } : undefined;
    case "quantity":
      return decimal.test(text) ? quantityOf(item, Number(text.replace(",", ".")), unit) : undefined;
    case "date":
      return { type: "Date", value: text };
    case "dateTime":
      return { type: "DateTime", value: /T\d\d:\d\d$/.test(text) ? `${text}:00` : text };
    case "time":
      return { type: "Time", value: /^\d\d:\d\d$/.test(text) ? `${text}:00` : text };
    case "url":
      return { type: "Uri", value: text };
    case "attachment":
      return { type: "Attachment", value: signatureText(text) };
    case "choice":
      return { type: "Coding", value: { display: text } };
    case "reference":
      return { type: "Reference", value: { display: text } };
    default:
      return { type: "String", value: text };
  }
}

/** A name typed where FHIR wants a signature as an attachment. */
const signatureText = (name: string) => ({
  contentType: "text/plain;charset=utf-8",
  data: Buffer.from(name).toString("base64"),
  title: name,
});

function quantityOf(item: QuestionnaireItem, value: number, unit: string | undefined): Value {
  const units = offeredUnits(item);
  const coding = units[Number(unit ?? 0)] ?? units[0];
  const { system, code, display } = coding ?? {};
  return {
    type: "Quantity",
    value: { value, ...(display && { unit: display }), ...(system && { system }), ...(code && { code }) },
  };
}
