import { textOf, type Value } from "./answers.ts";
import type { InputKind } from "./input-kind.ts";
import { offeredUnits, optionsOf } from "./options.ts";
import type { Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

/** What a field offers. `value` is what a browser sends: its place among the options, so that no code stands in a page. */
export type Choice = { value: string; label: string; chosen: boolean };

/** Field values of a yes and a no. */
const yesNo = ["true", "false"] as const;
/** The value that says: another answer, written beside it. */
export const otherValue = "other";

/** The choices of a question, and of an open one what was written beside them. */
export function choicesOf(
  questionnaire: Questionnaire,
  item: QuestionnaireItem,
  input: InputKind,
  values: Value[],
): { choices: Choice[]; other?: string } {
  if (item.type === "boolean")
    return {
      choices: yesNo.map((value) => ({ value, label: value, chosen: String(values[0]?.value) === value })),
    };
  if (input !== "one" && input !== "many") return { choices: [] };
  const options = optionsOf(questionnaire, item) ?? [];
  const choices = options.map(({ value }, i) => ({
    value: String(i),
    label: textOf(value),
    chosen: values.some((one) => textOf(one) === textOf(value)),
  }));
  if (item.type !== "open-choice") return { choices };
  const other = values.find(
    (one) => one.type === "String" && !options.some(({ value }) => textOf(value) === textOf(one)),
  );
  return { choices, other: other ? String(other.value) : "" };
}

/** The units of a quantity; the first where none was chosen. */
export function unitChoices(item: QuestionnaireItem, value: Value | undefined): Choice[] {
  const given = value?.type === "Quantity" ? (value.value as { code?: string; unit?: string }) : undefined;
  return offeredUnits(item).map(({ code, display }, i) => ({
    value: String(i),
    label: display ?? code ?? "",
    chosen: given ? given.code === code : i === 0,
  }));
}
