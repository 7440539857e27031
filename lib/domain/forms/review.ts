import type { SwitchedOff } from "./enable.ts";
import { type Field, fieldsOf, type Question } from "./fields.ts";
import type { Questionnaire, ResponseItem } from "./questionnaire.ts";
import type { Step } from "./steps.ts";

/** Every question of some fields, groups and questions of questions included. */
export const questionsOf = (fields: Field[]): Question[] =>
  fields.flatMap((field) => {
    if (field.kind === "display") return [];
    const inner = questionsOf(field.fields);
    return field.kind === "question" ? [field, ...inner] : inner;
  });

export type Reviewed = { step: number; answers: { linkId: string; label: string; answers: string[] }[] };

/** What was answered, page by page, as it is shown before it is sent. `yes`, `no` and `photo` are words for what has none. */
export const reviewOf = (
  questionnaire: Questionnaire,
  steps: Step[],
  given: ResponseItem[] | undefined,
  { off, yes, no, photo }: { off: SwitchedOff; yes: string; no: string; photo: string },
): Reviewed[] =>
  steps.flatMap((step, index) => {
    const questions = questionsOf(fieldsOf(questionnaire, step, given, off));
    const named = (label: string): string => ({ true: yes, false: no })[label] ?? label;
    const answers = questions.map((question) => ({
      linkId: question.linkId,
      label: question.label,
      answers:
        question.input === "attachment"
          ? question.values.filter(Boolean).map(() => photo)
          : shown(question).map(named),
    }));
    return answers.length > 0 ? [{ step: index, answers }] : [];
  });

function shown({ choices, values, units, other }: Question): string[] {
  const unit = values[0] ? units.find(({ chosen }) => chosen)?.label : undefined;
  const chosen = choices.filter((choice) => choice.chosen).map(({ label }) => label);
  return [
    ...chosen,
    ...values.filter(Boolean).map((value) => (unit ? `${value} ${unit}` : value)),
    other ?? "",
  ].filter(Boolean);
}
