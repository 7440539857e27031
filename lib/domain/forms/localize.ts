import { extensionsOf, partOf } from "./extensions.ts";
import type { AnswerOption, Extension, Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

type Shadow = { extension?: Extension[] | undefined } | undefined;

const base = (language: string): string => language.split("-")[0]?.toLowerCase() ?? language;

/** The text in a language, by the standard translation extension of its shadow; else as it is written. */
function inLanguage(text: string | undefined, shadow: Shadow, language: string): string | undefined {
  const told = extensionsOf(shadow ?? {}, "translation").find(
    (one) => base(String(partOf(one, "lang"))) === base(language),
  );
  const content = told && partOf(told, "content");
  return typeof content === "string" ? content : text;
}

/** The questionnaire in one language. What has no translation stays as it is written. */
export const localized = (questionnaire: Questionnaire, language: string): Questionnaire => ({
  ...questionnaire,
  ...textPart("title", inLanguage(questionnaire.title, questionnaire._title, language)),
  ...textPart("description", inLanguage(questionnaire.description, questionnaire._description, language)),
  language,
  ...(questionnaire.item && { item: questionnaire.item.map((item) => localizedItem(item, language)) }),
});

function localizedItem(item: QuestionnaireItem, language: string): QuestionnaireItem {
  return {
    ...item,
    ...textPart("text", inLanguage(item.text, item._text, language)),
    ...(item.answerOption && {
      answerOption: item.answerOption.map((option) => localizedOption(option, language)),
    }),
    ...(item.item && { item: item.item.map((one) => localizedItem(one, language)) }),
  };
}

function localizedOption(option: AnswerOption, language: string): AnswerOption {
  const coding = option.valueCoding as (typeof option.valueCoding & { _display?: Shadow }) | undefined;
  if (!coding) return option;
  return {
    ...option,
    valueCoding: { ...coding, ...textPart("display", inLanguage(coding.display, coding._display, language)) },
  };
}

const textPart = (name: string, text: string | undefined): Record<string, string> =>
  text === undefined ? {} : { [name]: text };

/** Which languages it is written in, beside its own. */
export function languagesOf(questionnaire: Questionnaire): string[] {
  const told = extensionsOf(questionnaire._title ?? {}, "translation").map((one) =>
    String(partOf(one, "lang")),
  );
  return [...new Set([questionnaire.language ?? "en", ...told])];
}
