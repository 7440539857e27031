import type { Enrollment, News, Subject } from "../enrollment.ts";
import { ownedId } from "../ids.ts";
import type { Instant } from "../words.ts";
import { hearAnswer, movedWhy } from "./answers.ts";
import type { JourneyDraft } from "./definition.ts";
import type { Effect, Facts, Turn } from "./effects.ts";
import { isAbout } from "./events.ts";
import { asksPatient } from "./grammar.ts";
import { matches } from "./matches.ts";
import { netEffects } from "./net-effects.ts";
import { newsTypes } from "./news.ts";
import { go, type Move, type Run, wait } from "./run.ts";
import { settle } from "./settle.ts";
import { kindOf } from "./steps/kinds.ts";

/** One run per journey and subject: whoever asks for it again finds the same enrollment. */
export const enrollmentIdOf = (
  definition: Pick<JourneyDraft, "id" | "concurrency">,
  patientId: string,
  subject: Subject,
  run = 1,
): string => {
  const about = definition.concurrency === "per-patient" ? [] : [subject.type, subject.id];
  return ownedId("enrollment", patientId, definition.id, ...about, ...(run > 1 ? [run] : []));
};

/** `run` counts how often the patient goes through the journey, from 1. */
export type Beginning = { patientId: string; subject: Subject; facts: Facts; now: Instant; run?: number };

/** The first turn: the enrollment at the first step that waits, or ended already. */
export function begin(definition: JourneyDraft, version: number, from: Beginning): Turn {
  const { patientId, subject, facts, now, run } = from;
  const enrollment: Enrollment = {
    id: enrollmentIdOf(definition, patientId, subject, run),
    patientId,
    journey: { id: definition.id, version },
    subject,
    status: "active",
    visits: {},
    enteredAt: now,
    open: { outreachIds: [] },
    seenSeq: 0,
    startedAt: now,
    trail: [],
  };
  return advance(definition, enrollment, facts, [], now);
}

/**
 * One turn of a running enrollment: acts on the news it has not seen, in order, then on its deadline if that has
 * passed. Pure and deterministic. Afterwards it is active with a `wakeAt` later than `now`, or ended with an outcome
 * and a reason (invariant 6). A paused one only keeps its news for later; an ended one only notes it.
 *
 * @param news in any order, repeats and stale pieces (`seq` ≤ `seenSeq`) allowed
 */
export function advance(
  definition: JourneyDraft,
  before: Enrollment,
  facts: Facts,
  news: News[],
  now: Instant,
): Turn {
  const fresh = unseen(before, news);
  const seenSeq = fresh.at(-1)?.seq ?? before.seenSeq;
  if (before.status === "paused") return { enrollment: kept(before, fresh, seenSeq), effects: [] };
  const run = runOf(definition, before, facts, now);
  run.enrollment.seenSeq = seenSeq;
  const { pending } = before;
  if (pending) delete run.enrollment.pending;
  for (const piece of pending ? [...pending, ...fresh] : fresh) {
    if (run.enrollment.status !== "active") break;
    const move = hear(run, piece);
    run.answering = piece.inReplyTo ? { message: piece.inReplyTo, at: piece.at } : undefined;
    if (move) settle(run, move);
  }
  run.answering = undefined;
  if (run.enrollment.status === "active") wakeIfDue(run);
  return turnOf(run);
}

export const runOf = (definition: JourneyDraft, before: Enrollment, facts: Facts, now: Instant): Run => ({
  definition,
  facts,
  now,
  effects: [] as Effect[],
  enrollment: {
    ...before,
    visits: { ...before.visits },
    open: { ...before.open },
  },
});

export const turnOf = ({ enrollment, effects }: Run): Turn => ({ enrollment, effects: netEffects(effects) });

function unseen({ seenSeq }: Enrollment, news: News[]): News[] {
  const fresh = news.filter((n) => n.seq > seenSeq);
  if (fresh.length < 2) return fresh;
  return fresh.sort((a, b) => a.seq - b.seq).filter((n, i) => n.seq !== fresh[i - 1]?.seq);
}

const mostPending = 50;
const kept = (before: Enrollment, fresh: News[], seenSeq: number): Enrollment =>
  fresh.length === 0
    ? before
    : { ...before, seenSeq, pending: [...(before.pending ?? []), ...fresh].slice(-mostPending) };

/** The journey's own rules come first: its goal, its exits, a visit that moved; then the answer, then the step. */
function hear(run: Run, news: News): Move | undefined {
  const { definition } = run;
  const { subject } = run.enrollment;
  if (definition.goal && matches(definition.goal, run.facts, news, subject))
    return { do: "end", outcome: "goal", reason: definition.goal.event };
  const exit = definition.exitWhen.find((e) => matches(e, run.facts, news, subject));
  if (exit) return { do: "end", outcome: "exited", reason: exit.reason };
  if (news.type === newsTypes.moved && isAbout(subject, news.type, news.ref) && wasToldOfVisit(run))
    return go(definition.onMoved ?? definition.start, movedWhy);
  const answered = news.type === newsTypes.answered ? hearAnswer(run, news) : undefined;
  if (answered) return answered;
  const step = definition.steps[run.enrollment.step as string];
  return step && kindOf(step).hear?.(step, run, news);
}

/** Somebody was told of a time that is no longer true. Before that, a moved visit only moves the wait. */
function wasToldOfVisit({ definition, enrollment }: Run): boolean {
  if (definition.subject !== "appointment") return false;
  return Object.keys(enrollment.visits).some((name) => {
    const step = definition.steps[name];
    return step?.do === "message" || step?.do === "staff-task" || asksPatient(step);
  });
}

/** At no step yet it enters the first. One without a `wakeAt` is not stuck either: it is due. */
function wakeIfDue(run: Run): void {
  const { step, wakeAt = run.now } = run.enrollment;
  if (!step) settle(run, go(run.definition.start, "start"));
  else settle(run, wait(wakeAt));
}
