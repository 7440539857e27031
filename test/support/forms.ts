import type { SwitchedOff } from "#lib/domain/forms/enable.ts";
import type { Field, Question } from "#lib/domain/forms/fields.ts";
import { fieldsOf } from "#lib/domain/forms/fields.ts";
import type { FormDraft } from "#lib/domain/forms/form.ts";
import {
  type Answer,
  Questionnaire,
  QuestionnaireItem,
  type QuestionnaireResponse,
  type ResponseItem,
} from "#lib/domain/forms/questionnaire.ts";
import { withPage } from "#lib/domain/forms/read-fields.ts";
import type { Sent } from "#lib/domain/forms/read-value.ts";
import { nextStep, stepsOf } from "#lib/domain/forms/steps.ts";
import { libraryForms } from "#lib/domain/library/forms/forms.ts";

export const libraryForm = (id: string): FormDraft => {
  const form = libraryForms.find((one) => one.id === id);
  if (!form) throw new Error(`no form ${id}`);
  return form;
};

export const blank: QuestionnaireResponse = {
  resourceType: "QuestionnaireResponse",
  status: "in-progress",
  item: [],
};

export const questionsIn = (fields: Field[]): Question[] =>
  fields.flatMap((field) => {
    if (field.kind === "display") return [];
    const inner = questionsIn(field.fields);
    return field.kind === "question" ? [field, ...inner] : inner;
  });

/** What a person types into a question; by linkId where the test says so. */
export type Fill = (question: Question) => string | string[];

export const sentBy = (fields: Field[], fill: Fill): Sent => {
  const values = new Map(
    questionsIn(fields).map((question) => [question.name, [fill(question)].flat()] as const),
  );
  return (name) => values.get(name) ?? [];
};

/** Goes through a form page by page as a patient does, a page again where it asks more because of an answer. */
export function filledIn(
  questionnaire: Questionnaire,
  fill: Fill,
  off: SwitchedOff = new Set(),
): QuestionnaireResponse {
  const steps = stepsOf(questionnaire);
  let response = blank;
  for (
    let i = nextStep(steps, 0, response.item);
    i < steps.length;
    i = nextStep(steps, i + 1, response.item)
  ) {
    const step = steps[i];
    if (!step) break;
    for (let again = 0, shown = -1; again < 5; again++) {
      const fields = fieldsOf(questionnaire, step, response.item, off);
      const count = questionsIn(fields).length;
      if (count === shown) break;
      shown = count;
      response = withPage(questionnaire, response, step, { sent: sentBy(fields, fill), off }).response;
    }
  }
  return response;
}

/** A questionnaire of these items. */
export const asking = (...item: unknown[]): Questionnaire =>
  Questionnaire.parse({ resourceType: "Questionnaire", item });

/** One item of it, as it is read. */
export const anItem = (more: object): QuestionnaireItem =>
  QuestionnaireItem.parse({ linkId: "a", type: "string", ...more });

/** Extensions of FHIR and of Structured Data Capture, by the end of their address. */
export const core = (name: string, value: object) => ({
  url: `http://hl7.org/fhir/StructureDefinition/${name}`,
  ...value,
});
export const sdc = (name: string, value: object) => ({
  url: `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-${name}`,
  ...value,
});

/** Items of a questionnaire as they are written: a question of text, a group, a condition on an answer being there. */
export const asks = (linkId: string, more: object = {}) => ({ linkId, type: "string", ...more });
export const group = (linkId: string, item: object[], more: object = {}) =>
  asks(linkId, { type: "group", item, ...more });
export const on = (question: string) => ({
  enableWhen: [{ question, operator: "exists", answerBoolean: true }],
});

/** Items of a response: with these answers, with these texts (one, "x"), and the response of them. */
export const said = (linkId: string, ...answer: object[]): ResponseItem => ({
  linkId,
  answer: answer as Answer[],
});
export const text = (linkId: string, ...texts: string[]): ResponseItem =>
  said(linkId, ...(texts.length > 0 ? texts : ["x"]).map((valueString) => ({ valueString })));
export const told = (...item: ResponseItem[]): QuestionnaireResponse => ({ ...blank, item });
