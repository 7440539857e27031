import type { Instant } from "../../words.ts";
import type { StepOf } from "../grammar.ts";
import { matches } from "../matches.ts";
import {
  after,
  earliest,
  go,
  goOrStop,
  type Move,
  momentOf,
  type Run,
  type StepKind,
  stop,
  wait,
} from "../run.ts";

type Wait = StepOf<"wait">;

/** A wait for an event that names no limit of its own, which lint refuses. */
const defaultPatience = "P30D";
/** An anchor that is not known is looked for this often, and given up after that. */
const recheck = "P7D";
const givenUp = "P365D";

export const waitKind: StepKind<Wait> = {
  enter: (step, run) => {
    if (step.until) return untilMoment(step, run);
    return wait(deadline(step, run));
  },
  wake: (step, run) => {
    if (step.until) return untilMoment(step, run, run.enrollment.wakeAt);
    const at = deadline(step, run);
    if (at > run.now) return wait(at);
    return step.event ? goOrStop(step.onTimeout, "timeout") : go(step.next, "time");
  },
  hear: (step, run, news) => {
    if (step.event)
      return matches(
        { event: step.event, where: step.where, of: step.of },
        run.facts,
        news,
        run.enrollment.subject,
      )
        ? go(step.next, "event")
        : undefined;
    // Any change of the visit or the patient may have moved the anchor.
    const anchorMayHaveMoved = news.type.startsWith("appointment.") || news.type.startsWith("patient.");
    return step.until && anchorMayHaveMoved ? untilMoment(step, run, run.enrollment.wakeAt) : undefined;
  },
};

const deadline = (step: Wait, run: Run): Instant =>
  after(run, run.enrollment.enteredAt, step.for ?? step.within ?? defaultPatience);

/** `planned` is the moment it was set to wake at: reaching that one, however late the machine is, is on time. */
function untilMoment(step: Wait, run: Run, planned?: Instant): Move {
  const moment = step.until && momentOf(step.until, run);
  if (!moment) return unknownAnchor(run);
  if (moment > run.now) return wait(moment);
  if (moment === run.now || moment === planned) return go(step.next, "time");
  if (step.late === "exit") return { do: "end", outcome: "exited", reason: "late" };
  return step.late === "skip" ? go(step.skipTo ?? step.next, "late") : go(step.next, "late");
}

function unknownAnchor(run: Run): Move {
  const last = after(run, run.enrollment.enteredAt, givenUp);
  return last <= run.now ? stop("anchor_unknown") : wait(earliest(last, after(run, run.now, recheck)));
}
