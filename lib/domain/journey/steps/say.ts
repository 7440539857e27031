import type { News } from "../../enrollment.ts";
import { outreachId } from "../../ids.ts";
import type { Instant } from "../../words.ts";
import type { Effect } from "../effects.ts";
import type { AskStep, StepOf } from "../grammar.ts";
import { isLost, isWorthRetrying, newsTypes } from "../news.ts";
import {
  after,
  earliest,
  go,
  goOrStop,
  type Move,
  momentOf,
  occurrence,
  type Run,
  speakingTime,
  stepName,
} from "../run.ts";

/** What a message and a question share: one outreach, and what becomes of it. */
export type Saying = AskStep | StepOf<"message">;

export function ownOutreach(run: Run): string {
  const step = stepName(run);
  const n = occurrence(run);
  if (run.own?.step !== step || run.own.occurrence !== n)
    run.own = { step, occurrence: n, outreachId: outreachId(run.enrollment.id, step, n) };
  return run.own.outreachId;
}

export type Plan = { dueAt: Instant; expiresAt: Instant | undefined; inReplyTo: string | undefined };

/** A thank-you that comes later than this answers nothing any more. */
const replyWithin = "PT2H";

/** When it may leave and until when it is of use; or why there is no such time. */
export function planOf(step: Saying, run: Run): Plan | "no_hour" | "too_late" | "silenced" {
  const answering = step.do === "message" ? run.answering : undefined;
  if (run.facts.silencedBy && !answering && run.definition.purpose !== "safety") return "silenced";
  const dueAt = answering ? run.now : speakingTime(run, ownOutreach(run));
  if (!dueAt) return "no_hour";
  const useless = step.expires && momentOf(step.expires, run);
  const expiresAt = answering ? earliest(after(run, answering.at, replyWithin), useless) : useless;
  if (expiresAt && expiresAt <= dueAt) return "too_late";
  return { dueAt, expiresAt, inReplyTo: answering?.message };
}

type PlanOutreach = Extract<Effect, { do: "plan-outreach" }>;

/** Messages left to themselves are remembered, to be taken back; older ones have long left. */
const mostOpen = 10;

export function say(step: Saying, run: Run, { dueAt, expiresAt, inReplyTo }: Plan, taskId?: string): void {
  const id = ownOutreach(run);
  const { program, purpose } = run.definition;
  const { template, channels, variables, clocks } = step;
  const at = stepName(run);
  const effect: PlanOutreach = { do: "plan-outreach", id, step: at, template, purpose, channels, dueAt };
  if (expiresAt) effect.expiresAt = expiresAt;
  if (taskId) effect.taskId = taskId;
  if (inReplyTo) effect.inReplyTo = inReplyTo;
  if (variables) effect.variables = variables;
  if (program) effect.levels = { program };
  if (clocks) effect.clocks = clocks;
  run.effects.push(effect);
  const { open } = run.enrollment;
  open.outreachIds = [...open.outreachIds, id].slice(-mostOpen);
}

/** Where it goes on when nobody was reached: at once, without sitting out the silence. */
export function undeliverable(step: Saying, reason: string): Move {
  const otherwise = step.do === "message" ? step.next : step.onSilence;
  return goOrStop(step.onUndeliverable ?? otherwise, `undeliverable:${reason}`);
}

/** News of this step's own outreach that ends it: said again where the moment was to blame, else undeliverable. */
export function hearLoss(step: Saying, run: Run, news: News): Move | undefined {
  if (!isLost(news.type) || news.ref !== ownOutreach(run)) return undefined;
  forget(run, news.ref);
  if (isWorthRetrying(news.value) && !saidTooOften(run)) return go(stepName(run), `again:${news.value}`);
  return undeliverable(step, news.value ?? "unknown");
}

/** A gate that refuses every new plan for a passing reason would have it planned for ever. Every trail has a `start`. */
const mostAgain = 3;
const saidTooOften = ({ enrollment: { trail } }: Run): boolean =>
  trail.slice(-mostAgain).every((entry) => entry.why.startsWith("again:"));

/** The moment from which the patient's time counts anew: it was sent, or is held until then. */
export function rebased(run: Run, news: News): Instant | undefined {
  const until = news.type === newsTypes.held ? validInstant(news.value) : undefined;
  const from = news.type === newsTypes.sent ? news.at : until;
  return from && news.ref === ownOutreach(run) ? from : undefined;
}

const validInstant = (text: string | undefined): Instant | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;

const forget = (run: Run, id: string): void => {
  run.enrollment.open.outreachIds = run.enrollment.open.outreachIds.filter((open) => open !== id);
};

export function cancelOwn(run: Run, reason: string): void {
  const id = ownOutreach(run);
  if (!run.enrollment.open.outreachIds.includes(id)) return;
  run.effects.push({ do: "cancel-outreach", id, reason });
  forget(run, id);
}
