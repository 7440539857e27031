import type { StoredFile } from "../files/file.ts";
import { answerOf } from "./answers.ts";
import { isEnabled, type Scope, type SwitchedOff } from "./enable.ts";
import { ordered } from "./expressions.ts";
import { extensionsOf } from "./extensions.ts";
import { mostOf } from "./fields.ts";
import type {
  Answer,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseItem,
} from "./questionnaire.ts";
import { type Reading, type Sent, type Unread, valuesOf } from "./read-value.ts";
import { isSignature } from "./sign.ts";
import { isHidden, type Step } from "./steps.ts";

/** The pictures that came with a page and were kept, by the field's name. */
export type Photos = ReadonlyMap<string, Pick<StoredFile, "id" | "contentType" | "size">>;

type Context = Reading & { off: SwitchedOff | undefined; photos: Photos };

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
  const [first, ...rest] = valuesOf(c, item, name).map(answerOf);
  if (!first) return [];
  const told = place.told[0]?.answer?.[0]?.item ?? [];
  const inner = readItems(c, item, name, { told, scope: place.scope });
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
