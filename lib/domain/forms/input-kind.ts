import { extensionsOf } from "./extensions.ts";
import { optionsOf } from "./options.ts";
import type { Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

export type InputKind =
  | "text"
  | "lines"
  | "decimal"
  | "integer"
  | "date"
  | "dateTime"
  | "time"
  | "url"
  | "one"
  | "many"
  | "signature"
  | "attachment";

const inputs: Record<QuestionnaireItem["type"], InputKind> = {
  group: "text",
  display: "text",
  question: "text",
  boolean: "one",
  decimal: "decimal",
  integer: "integer",
  date: "date",
  dateTime: "dateTime",
  time: "time",
  string: "text",
  text: "lines",
  url: "url",
  choice: "one",
  "open-choice": "one",
  attachment: "attachment",
  reference: "text",
  quantity: "decimal",
};

/** Whether an item is asked as a list of choices, or by which kind of field. */
export function inputOf(questionnaire: Questionnaire, item: QuestionnaireItem): InputKind {
  if (extensionsOf(item, "signature").length > 0) return "signature";
  if (item.type === "boolean") return "one";
  if (!optionsOf(questionnaire, item)) return inputs[item.type] === "one" ? "text" : inputs[item.type];
  return item.repeats ? "many" : "one";
}
