import type { SwitchedOff } from "./enable.ts";
import type { FormResponse } from "./form.ts";
import { type Issue, isError } from "./issue.ts";
import type { Questionnaire } from "./questionnaire.ts";
import type { Unread } from "./read-value.ts";
import { checkReadings } from "./readings.ts";
import { unsigned } from "./sign.ts";
import { validateResponse } from "./validate.ts";

/** All that stands against sending a response now: the questionnaire's rules, readings, signatures, unreadable fields. */
export function judged(
  questionnaire: Questionnaire,
  { response, signatures }: FormResponse,
  { off, unread = [] }: { off: SwitchedOff; unread?: Unread[] },
): Issue[] {
  const finished = { ...response, status: "completed" as const };
  const unreadable = unread.map(
    ({ linkId }): Issue => ({
      code: "unread",
      severity: "error",
      path: "QuestionnaireResponse",
      linkId,
      text: "It is no value of its type.",
    }),
  );
  const said = new Set(unread.map(({ linkId }) => linkId));
  return [
    ...unreadable,
    // What could not be read is not there, and is not also missing.
    ...validateResponse(questionnaire, finished, off).filter(
      (issue) => isError(issue) && !said.has(issue.linkId ?? ""),
    ),
    ...checkReadings(questionnaire, response),
    ...unsigned(questionnaire, response, signatures),
  ];
}
