import { movedWhy } from "./answers.ts";
import type { Step } from "./grammar.ts";
import { type Cause, type Move, type Run, stop } from "./run.ts";
import { kindOf } from "./steps/kinds.ts";

/** A turn that makes this many moves without a wait runs in a circle. */
const mostMoves = 50;
const trailLength = 30;

/** Follows moves until the enrollment waits for something later than now, or has ended. */
export function settle(run: Run, first: Move): void {
  let move = first;
  for (let moves = 0; moves < mostMoves; moves++) {
    if (move.do === "end") {
      finish(run, move.outcome, move.reason);
      return;
    }
    if (move.do === "wait") {
      run.enrollment.wakeAt = move.until;
      if (move.until > run.now) return;
      move = wake(run);
    } else {
      move = enter(run, move);
    }
  }
  finish(run, "stopped", "loop");
}

const here = (run: Run): Step | undefined => run.definition.steps[run.enrollment.step as string];

function wake(run: Run): Move {
  const step = here(run);
  return (step && kindOf(step).wake?.(step, run)) ?? stop("unknown_step");
}

function enter(run: Run, move: Extract<Move, { do: "go" }>): Move {
  leave(run, move);
  const step = run.definition.steps[move.to];
  if (!step) return stop("unknown_step");
  const { enrollment, now } = run;
  enrollment.step = move.to;
  enrollment.enteredAt = now;
  enrollment.visits[move.to] = (enrollment.visits[move.to] ?? 0) + 1;
  enrollment.trail = [...enrollment.trail, { step: move.to, at: now, why: move.why }].slice(-trailLength);
  return kindOf(step).enter(step, run);
}

export function leave(run: Run, cause: Cause): void {
  const step = here(run);
  if (step) kindOf(step).leave?.(step, run, cause);
  if (cause.why === movedWhy) {
    cancelAll(run, movedWhy);
    delete run.enrollment.rounds;
  }
}

function cancelAll({ enrollment, effects }: Run, reason: string): void {
  for (const id of enrollment.open.outreachIds) effects.push({ do: "cancel-outreach", id, reason });
  enrollment.open.outreachIds = [];
}

function finish(run: Run, outcome: string, reason: string): void {
  const { enrollment, now } = run;
  leave(run, { why: reason });
  cancelAll(run, reason);
  delete enrollment.step;
  delete enrollment.wakeAt;
  delete enrollment.rounds;
  Object.assign(enrollment, { status: "ended", outcome, reason, endedAt: now });
}
