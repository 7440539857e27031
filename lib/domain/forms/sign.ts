import type { StoredFile } from "../files/file.ts";
import { digest } from "../ids.ts";
import type { Instant } from "../words.ts";
import { extensionsOf } from "./extensions.ts";
import type { Signature } from "./form.ts";
import type { Issue } from "./issue.ts";
import {
  itemsOf,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  responseItemsOf,
} from "./questionnaire.ts";
import type { Step } from "./steps.ts";
import { formWords } from "./words.ts";

export const isSignature = (item: QuestionnaireItem): boolean => extensionsOf(item, "signature").length > 0;

/** Digest of all the words of a page, as they were shown: what was signed can be shown to be this wording. */
export const wordingOf = ({ items }: Step): string =>
  digest(32, "wording", ...[...itemsOf(items)].flatMap(({ text }) => text ?? []));

/** Of a name, so much is kept. */
const mostName = 200;

function nameIn(response: QuestionnaireResponse, linkId: string): string | undefined {
  const answer = [...responseItemsOf(response.item)].find((one) => one.linkId === linkId)?.answer?.[0];
  return (answer?.valueString ?? answer?.valueAttachment?.title)?.slice(0, mostName);
}

export type Signing = {
  intends: (linkId: string) => boolean;
  at: Instant;
  language: string;
  provenBy?: Signature["provenBy"];
  /** By link id. */
  drawings?: ReadonlyMap<string, Pick<StoredFile, "id" | "sha256">>;
};

/** What was sent is what was signed. */
export const sealed = (signatures: Signature[], { item }: QuestionnaireResponse): Signature[] =>
  signatures.map((one) => ({ ...one, signed: digest(32, "answers", JSON.stringify(item ?? [])) }));

/** The signatures after a page was saved: a name that was changed is signed anew, one without its intent is no signature. */
export function signed(
  before: Signature[],
  step: Step,
  response: QuestionnaireResponse,
  how: Signing,
): Signature[] {
  const { intends, at, language, provenBy, drawings } = how;
  const here = [...itemsOf(step.items)].filter(isSignature).map(({ linkId }) => linkId);
  const kept = before.filter(({ linkId }) => !here.includes(linkId));
  const made = here.flatMap((linkId): Signature[] => {
    const name = nameIn(response, linkId);
    if (!name || !intends(linkId)) return [];
    const wording = wordingOf(step);
    const drawn = drawings?.get(linkId);
    const same = before.find((one) => one.linkId === linkId && one.name === name && one.wording === wording);
    if (same && !drawn) return [same];
    return [
      {
        ...{ linkId, name, at, wording, language, intent: true as const },
        intentWording: digest(32, "intent", formWords(language).intent),
        ...(provenBy && { provenBy }),
        ...(drawn && { drawing: { file: drawn.id, sha256: drawn.sha256 } }),
      },
    ];
  });
  return [...kept, ...made];
}

/** Names written where a signature is wanted, without the word that they are meant as one. */
export const unsigned = (
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  signatures: Signature[],
): Issue[] =>
  [...itemsOf(questionnaire.item)].filter(isSignature).flatMap(({ linkId }): Issue[] => {
    const name = nameIn(response, linkId);
    if (!name || signatures.some((one) => one.linkId === linkId && one.name === name)) return [];
    const text = "The name is not marked as a signature.";
    return [{ code: "unsigned", severity: "error", path: "QuestionnaireResponse", linkId, text }];
  });
