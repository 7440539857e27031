import type { StoredFile } from "../files/file.ts";
import { answerOf, type Value } from "./answers.ts";
import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import { ordered } from "./expressions.ts";
import { extensionsOf } from "./extensions.ts";
import { inputOf, mostOf, otherValue } from "./fields.ts";
import { offeredUnits, optionsOf } from "./options.ts";
import type {
  Answer,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseItem,
} from "./questionnaire.ts";
import { isSignature } from "./sign.ts";
import { isHidden, type Step } from "./steps.ts";

/** What a browser sent: every value of each field. */
export type Sent = (name: string) => string[];
/** The pictures that came with a page and were kept, by the field's name. */
export type Photos = ReadonlyMap<string, Pick<StoredFile, "id" | "contentType" | "size">>;

type Context = {
  questionnaire: Questionnaire;
  sent: Sent;
  off: SwitchedOff | undefined;
  photos: Photos;
  /** Fields whose text is no value of their type. */
  unread: Unread[];
};
export type Unread = { name: string; linkId: string; text: string };

/**
 * The response with the answers of one page in place of what it had there; answers of other pages stay. What cannot be
 * read as its type is told and left out, so that nothing half-understood is stored.
 */
export function withPage(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  step: Step,
  { sent, off, photos = new Map() }: { sent: Sent; off?: SwitchedOff; photos?: Photos },
): { response: QuestionnaireResponse; unread: Unread[] } {
  const c: Context = { questionnaire, sent, off, photos, unread: [] };
  const before = response.item ?? [];
  const own = new Set(step.items.map(({ linkId }) => linkId));
  const kept = before.filter(({ linkId }) => !own.has(linkId));
  const read = step.items.flatMap((item, i) => {
    const told = before.filter(({ linkId }) => linkId === item.linkId);
    if (isHidden(item)) return told;
    return readItem(c, item, `q${step.from + i}`, { told, scope: [before] });
  });
  const item = ordered(questionnaire.item ?? [], [...kept, ...read]);
  return { response: { ...response, item }, unread: c.unread };
}

type Place = { told: ResponseItem[]; scope: Scope };

/** What is hidden or not shown keeps what it had; the rest is as it was sent. */
function readItem(c: Context, item: QuestionnaireItem, name: string, place: Place): ResponseItem[] {
  if (item.type === "display") return [];
  if (isHidden(item) || !wasShown(c, item, place.scope)) return place.told;
  if (item.type === "group") return readGroup(c, item, name, place);
  return readQuestion(c, item, name, place);
}

const wasShown = (c: Context, item: QuestionnaireItem, scope: Scope): boolean =>
  isEnabled(item, scope, c.off);

/** A repeated group may have come with one more occurrence than is known; what is blank in all is none. */
function readGroup(
  c: Context,
  item: QuestionnaireItem,
  name: string,
  { told, scope }: Place,
): ResponseItem[] {
  const shown = item.repeats ? Math.min(told.length + 1, mostOf(item)) : 1;
  return Array.from({ length: shown }, (_, n) => {
    const before = told[n]?.item ?? [];
    const place = item.repeats ? `${name}-${n}` : name;
    return { linkId: item.linkId, item: readItems(c, item, place, { told: before, scope }) };
  }).filter((one) => one.item.length > 0);
}

const readItems = (
  c: Context,
  item: QuestionnaireItem,
  name: string,
  { told, scope }: Place,
): ResponseItem[] =>
  (item.item ?? []).flatMap((one, i) =>
    readItem(c, one, `${name}.${i}`, {
      told: told.filter(({ linkId }) => linkId === one.linkId),
      scope: [told, ...scope],
    }),
  );

function readQuestion(c: Context, item: QuestionnaireItem, name: string, place: Place): ResponseItem[] {
  if (item.readOnly || extensionsOf(item, "calculated").length > 0) return place.told;
  if (item.type === "attachment" && !isSignature(item)) return readPhoto(c, item, name, place);
  const answers = valuesOf(c, item, name).map(answerOf);
  const [first, ...rest] = answers;
  const inner = first
    ? readItems(c, item, name, {
        told: place.told[0]?.answer?.[0]?.item ?? [],
        scope: place.scope,
      })
    : [];
  if (!first) return [];
  const answer: Answer[] = [inner.length > 0 ? { ...first, item: inner } : first, ...rest];
  return [{ linkId: item.linkId, answer }];
}

/** A new picture takes the place of the old one; without one, that stays. */
function readPhoto(c: Context, { linkId }: QuestionnaireItem, name: string, { told }: Place): ResponseItem[] {
  const photo = c.photos.get(name);
  if (!photo) return told;
  const { id, contentType, size } = photo;
  const valueAttachment = { contentType, url: `/v1/files/${id}`, size, title: "photo" };
  return [{ linkId, answer: [{ valueAttachment }] }];
}

function valuesOf(c: Context, item: QuestionnaireItem, name: string): Value[] {
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
function chosen(c: Context, item: QuestionnaireItem, name: string, texts: string[]): Value[] {
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
