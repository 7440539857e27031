import type { Alert, FormDraft, FormResponse, Limit } from "./form.ts";
import { bandOf } from "./instruments.ts";
import { measures } from "./measures.ts";
import type { QuestionnaireResponse } from "./questionnaire.ts";

/** The alerts that the answers so far set off. */
export const alertsOf = (form: FormDraft, response: QuestionnaireResponse): Alert[] =>
  form.alerts.filter(({ any }) =>
    any.some((limit) =>
      measures(form.questionnaire, response, limit.linkId).some((value) => holds(limit, value)),
    ),
  );

const holds = ({ above, atLeast, below, atMost }: Limit, value: number): boolean =>
  (above === undefined || value > above) &&
  (atLeast === undefined || value >= atLeast) &&
  (below === undefined || value < below) &&
  (atMost === undefined || value <= atMost);

/** The total and its band, where the form is scored and was answered far enough to have a total. */
export function scoreOf(form: FormDraft, response: QuestionnaireResponse): FormResponse["score"] {
  if (!form.score) return undefined;
  const { instrument, linkId } = form.score;
  const [total] = measures(form.questionnaire, response, linkId);
  if (total === undefined) return undefined;
  const band = bandOf(instrument, total);
  return band === undefined ? undefined : { instrument, total, band };
}
