import type { Fault } from "../errors.ts";
import { pictureTypes } from "../files/picture.ts";
import { durationMs } from "../time/duration.ts";
import { carried, extensionsOf } from "./extensions.ts";
import type { FormDraft } from "./form.ts";
import { lintQuestionnaire } from "./lint.ts";
import { languagesOf } from "./localize.ts";
import { itemsOf, type QuestionnaireItem } from "./questionnaire.ts";
import { isSignature } from "./sign.ts";

/** What forbids publishing a form, and what is doubtful about it. */
export function lintForm(
  draft: FormDraft,
  { languages }: { languages: string[] },
): { errors: Fault[]; warnings: Fault[] } {
  const known = new Set([...itemsOf(draft.questionnaire.item)].map(({ linkId }) => linkId));
  const inside = lintQuestionnaire(draft.questionnaire).map(({ pointer, detail }) => ({
    pointer: `/questionnaire${pointer}`,
    detail,
  }));
  return {
    errors: [...inside, ...unknownItems(draft, known), ...untimely(draft), ...unanswerable(draft)],
    warnings: untranslated(draft, languages),
  };
}

const named = "It names an item that the questionnaire does not have.";

function unknownItems({ alerts, score }: FormDraft, known: Set<string>): Fault[] {
  const wrong = alerts.flatMap(({ any }, i) =>
    any.flatMap(({ linkId }, j) =>
      known.has(linkId) ? [] : [{ pointer: `/alerts/${i}/any/${j}/linkId`, detail: named }],
    ),
  );
  return score && !known.has(score.linkId) ? [...wrong, { pointer: "/score/linkId", detail: named }] : wrong;
}

/** An alert that is due before it was raised helps nobody. */
const untimely = ({ alerts }: FormDraft): Fault[] =>
  alerts.flatMap(({ due }, i) =>
    durationMs(due) > 0 ? [] : [{ pointer: `/alerts/${i}/due`, detail: "Give a time after the alert." }],
  );

/** Pages take pictures and no other files: a form that insists on another could never be sent. */
const unanswerable = ({ questionnaire }: FormDraft): Fault[] =>
  [...itemsOf(questionnaire.item)]
    .filter(
      (item) => item.type === "attachment" && item.required && !isSignature(item) && !takesPicture(item),
    )
    .map(({ linkId }) => ({
      pointer: "/questionnaire/item",
      detail: `${linkId} must have a file, and pages take ${pictureTypes.join(", ")} only: make it optional.`,
    }));

function takesPicture(item: QuestionnaireItem): boolean {
  const media = extensionsOf(item, "mimeType").map(carried);
  return media.length === 0 || pictureTypes.some((type) => media.includes(type));
}

function untranslated({ questionnaire }: FormDraft, languages: string[]): Fault[] {
  const there = languagesOf(questionnaire);
  return languages
    .filter((language) => !there.includes(language))
    .map((language) => ({
      pointer: "/questionnaire/_title",
      detail: `There is no translation into ${language}.`,
    }));
}
