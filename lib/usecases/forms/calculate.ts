import type { SwitchedOff } from "#lib/domain/forms/enable.ts";
import { expressionsOf, isTrue, withCalculated } from "#lib/domain/forms/expressions.ts";
import type { Questionnaire, QuestionnaireResponse } from "#lib/domain/forms/questionnaire.ts";
import type { Expressions } from "#lib/ports.ts";

/** Totals may rest on totals, this deep. */
const mostRounds = 4;

/** The response with its calculated answers as they follow from the others. */
export async function calculate(
  expressions: Expressions,
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
): Promise<QuestionnaireResponse> {
  const calculated = expressionsOf(questionnaire, "calculated");
  if (calculated.length === 0) return response;
  let current = response;
  for (let round = 0; round < mostRounds; round++) {
    const results = await expressions.evaluate(calculated, { questionnaire, response: current });
    const next = calculated.reduce(
      (sum, { linkId }, index) => withCalculated(questionnaire, sum, linkId, results[index] ?? []),
      current,
    );
    if (JSON.stringify(next) === JSON.stringify(current)) break;
    current = next;
  }
  return current;
}

/** The items whose enableWhenExpression does not hold. */
export async function switchedOff(
  expressions: Expressions,
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
): Promise<SwitchedOff> {
  const conditions = expressionsOf(questionnaire, "enableWhenExpression");
  if (conditions.length === 0) return new Set();
  const results = await expressions.evaluate(conditions, { questionnaire, response });
  return new Set(conditions.filter((_, i) => !isTrue(results[i] ?? [])).map(({ linkId }) => linkId));
}
