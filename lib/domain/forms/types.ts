import { typesOf, type Value } from "./answers.ts";
import type { QuestionnaireItem } from "./questionnaire.ts";

/**
 * Whether a value is of the item's type. A choice's options may be of other types than Coding, and where none are
 * known a text will do: the reference validator holds it so.
 */
export function fitsType(item: QuestionnaireItem, { type, value }: Value, hasOptions: boolean): boolean {
  if (item.type === "choice" || item.type === "open-choice") {
    if (item.answerOption?.length) return optionTypes(item).includes(type);
    return type === "Coding" || (type === "String" && (!hasOptions || item.type === "open-choice"));
  }
  if (item.type === "integer" && type === "Integer") return Number.isInteger(value);
  return typesOf[item.type].includes(type);
}

/** The value types of its options; an open choice takes text beside them. */
function optionTypes(item: QuestionnaireItem): string[] {
  const types = (item.answerOption ?? []).flatMap((option) =>
    Object.keys(option)
      .filter((key) => key.startsWith("value"))
      .map((key) => key.slice(5)),
  );
  return item.type === "open-choice" ? [...types, "String"] : types;
}
