import { extensionsOf } from "./extensions.ts";
import type { Questionnaire, QuestionnaireItem, ResponseItem } from "./questionnaire.ts";
import { isHidden } from "./steps.ts";

/**
 * What a response begins with: the fixed values that no patient can write, hidden or read-only. Initial values that
 * they may change are proposed on the page and are no answer before they were sent.
 */
export const initialItems = ({ item }: Questionnaire): ResponseItem[] => initialOf(item ?? [], false);

const initialOf = (items: QuestionnaireItem[], within: boolean): ResponseItem[] =>
  items.flatMap((item): ResponseItem[] => {
    const { linkId, type, initial } = item;
    const fixed = within || isHidden(item) || item.readOnly === true;
    if (type === "group") {
      const inner = item.repeats ? [] : initialOf(item.item ?? [], fixed);
      return inner.length > 0 ? [{ linkId, item: inner }] : [];
    }
    const isFixed = fixed && initial?.length && extensionsOf(item, "calculated").length === 0;
    return isFixed ? [{ linkId, answer: initial.map(({ extension: _, ...value }) => value) }] : [];
  });
