import { momentOf } from "#lib/domain/content/variables.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { fieldsOf, type Question } from "#lib/domain/forms/fields.ts";
import type { Issue } from "#lib/domain/forms/issue.ts";
import { judged } from "#lib/domain/forms/judge.ts";
import { itemsOf } from "#lib/domain/forms/questionnaire.ts";
import { questionsOf, reviewOf } from "#lib/domain/forms/review.ts";
import { isAsked, nextStep, previousStep } from "#lib/domain/forms/steps.ts";
import { formWords, issueWords } from "#lib/domain/forms/words.ts";
import { localOf } from "#lib/domain/ids.ts";
import type { Screen } from "#lib/lambda/pages/layout.ts";
import { type Frame, receiptView, reviewView, stepView, type Urgent } from "#lib/lambda/pages/views/forms.ts";
import type { OpenForm } from "#lib/usecases/forms/open-form.ts";
import type { Call } from "./call.ts";

export type Path = Frame["path"];

/** What a form shows now: the receipt where it was sent, else the page that was asked for, the next or the review. */
export function look(call: Call, path: Path, open: OpenForm): Screen {
  if (open.data.status === "completed") return receipt(call, path, open);
  const asked = call.request.query.step;
  if (asked === "review" && open.version > 0) return review(call, path, open);
  const step = asked === undefined || asked === "review" ? resumeAt(open) : Number(asked);
  if (step >= open.steps.length) return review(call, path, open);
  if (!open.steps[step]) throw new Refusal("not_found");
  const notice = call.request.query.more === "1" ? formWords(call.spoken.language).more : undefined;
  return show(call, path, open, { step, issues: [], notice });
}

/** The first page that still wants something; the review where none does. */
function resumeAt({ version, steps, questionnaire, data, off }: OpenForm): number {
  if (version === 0) return nextStep(steps, 0, data.response.item, off);
  const missing = stepsWith({ steps }, judged(questionnaire, data, { off }));
  return [...missing].sort((a, b) => a - b)[0] ?? steps.length;
}

/** The pages that issues are on. */
export function stepsWith({ steps }: Pick<OpenForm, "steps">, issues: Issue[]): Set<number> {
  const named = new Set(issues.map(({ linkId }) => linkId));
  const hit = steps.flatMap(({ items }, i) =>
    [...itemsOf(items)].some(({ linkId }) => named.has(linkId)) ? [i] : [],
  );
  return new Set(hit);
}

function frameOf(
  call: Call,
  path: Path,
  { form: { content }, questionnaire, data, version }: OpenForm,
): Frame {
  const urgent = content.alerts
    .filter(({ id }) => data.alerts.includes(id))
    .flatMap(({ show: one }) => one ?? []);
  return {
    spoken: call.spoken,
    csrf: call.csrf,
    words: formWords(call.spoken.language),
    path,
    title: questionnaire.title ?? "",
    version,
    urgent: [...new Set(urgent)] as Urgent[],
  };
}

export const questionsAt = (
  { questionnaire, steps, data, off }: OpenForm,
  step: number,
  extra?: string,
): Question[] => {
  const page = steps[step];
  return page ? questionsOf(fieldsOf(questionnaire, page, data.response.item, off, extra)) : [];
};

type Shown = { step: number; issues: Issue[]; notice?: string | undefined };

export function show(call: Call, path: Path, open: OpenForm, { step, issues, notice }: Shown): Screen {
  const { questionnaire, steps, data, off } = open;
  const page = steps[step];
  if (!page) throw new Refusal("not_found");
  const given = data.response.item;
  const asked = steps.flatMap((one, i) => (isAsked(one, given, off) ? [i] : []));
  const unread = new Set(issues.filter(({ code }) => code === "unread").map(({ linkId }) => linkId));
  const questions = questionsAt(open, step);
  const mendable = new Map(
    questions.filter(({ linkId }) => unread.has(linkId)).map(({ name }) => [name, true]),
  );
  return stepView(frameOf(call, path, open), {
    step,
    place: { n: asked.indexOf(step) + 1, of: asked.length },
    fields: fieldsOf(questionnaire, page, given, off, call.request.query.add),
    errors: errorsOf(call, questions, issues),
    typed: (name) => (mendable.has(name) ? (call.request.form.get(name) ?? undefined) : undefined),
    signed: new Set(data.signatures.map(({ linkId }) => linkId)),
    notice,
    extra: call.request.query.add,
    first: previousStep(steps, step, given, off) === undefined,
  });
}

/** One sentence per question, in the page's order. */
const errorsOf = ({ spoken }: Call, questions: Question[], issues: Issue[]) =>
  questions.flatMap(({ name, label, linkId }) => {
    const issue = issues.find((one) => one.linkId === linkId);
    return issue ? [{ name, label, text: issueWords(spoken.language, issue) }] : [];
  });

function review(call: Call, path: Path, open: OpenForm): Screen {
  const { questionnaire, steps, data, off } = open;
  const { yes, no, photo } = formWords(call.spoken.language);
  return reviewView(frameOf(call, path, open), {
    pages: reviewOf(questionnaire, steps, data.response.item, { off, yes, no, photo }),
    missing: stepsWith(open, judged(questionnaire, data, { off })),
  });
}

function receipt(call: Call, path: Path, open: OpenForm): Screen {
  const { date, time } = momentOf(
    open.data.submittedAt ?? open.data.savedAt,
    call.policy.timeZone,
    call.spoken.language,
  );
  return receiptView(frameOf(call, path, open), {
    sentAt: `${date}, ${time}`,
    number: localOf(open.data.id),
    signers: open.data.signatures.map(({ name }) => name),
  });
}
