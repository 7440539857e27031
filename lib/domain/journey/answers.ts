import type { Enrollment, News } from "../enrollment.ts";
import { type AskStep, asksPatient, type Step, taskKind } from "./grammar.ts";
import { go, type Move, type Run } from "./run.ts";
import { taskIdOf } from "./steps/ask.ts";

type Trail = Enrollment["trail"];

/**
 * A patient's answer counts whenever it comes, as long as nothing else was asked since: to the question now open, to
 * the one before the nudge, while the care team is about to call, or after an answer that it takes back. The step
 * that asked says where it leads, else the step that now waits.
 */
export function hearAnswer(run: Run, news: News): Move | undefined {
  const { value, ref } = news;
  if (!value || !ref) return undefined;
  const { enrollment, definition } = run;
  const here = definition.steps[enrollment.step as string];
  const isOpen = ref === enrollment.open.taskId && asksPatient(here);
  const asked = isOpen ? { step: here, ledTo: undefined } : askedBefore(run, ref);
  const to = asked && (asked.step.answers[value] ?? routesOf(here)[value]);
  return to && to !== asked.ledTo ? { ...go(to, `answered:${value}`), answer: value } : undefined;
}

const routesOf = (step: Step | undefined): Record<string, string> => {
  if (asksPatient(step)) return step.answers;
  return step?.do === "staff-task" ? step.outcomes : {};
};

/** The earlier step of the present thread that asked with this task, and where its last answer led. */
function askedBefore(run: Run, ref: string): { step: AskStep; ledTo: string | undefined } | undefined {
  const { trail, visits } = run.enrollment;
  let ledTo: string | undefined;
  for (const { step, entry } of thread(trail, run)) {
    if (step && taskIdOf(run, entry.step, visits[entry.step] ?? 1) === ref) return { step, ledTo };
    if (entry.why.startsWith("answered:") || entry.why === "fact") ledTo ??= entry.step;
  }
  return undefined;
}

/** The trail backwards, for as long as it asked the same thing of the same visit; `step` where it asked. */
function* thread(trail: Trail, run: Run): Generator<{ step?: AskStep; entry: Trail[number] }> {
  let kind: string | undefined;
  for (const entry of trail.toReversed()) {
    const step = run.definition.steps[entry.step];
    if (asksPatient(step)) {
      kind ??= taskKind(step);
      if (taskKind(step) !== kind) return;
      yield { step, entry };
    }
    yield { entry };
    if (entry.why === movedWhy) return;
  }
}

/** Why a step was entered when the visit moved: answers from before were about another time. */
export const movedWhy = "appointment_moved";
