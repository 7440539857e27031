import type { StepOf } from "../grammar.ts";
import { newsTypes } from "../news.ts";
import { after, go, type StepKind, wait } from "../run.ts";
import { hearLoss, ownOutreach, planOf, rebased, say, undeliverable } from "./say.ts";

/** A sender's pace can keep a message in its queue for long; the journey goes on after this, and lets it leave. */
const patience = "P1D";

/** Says something and, unless told otherwise, waits until it left: once the enrollment has ended the gate drops it. */
export const messageKind: StepKind<StepOf<"message">> = {
  enter: (step, run) => {
    const plan = planOf(step, run);
    if (typeof plan === "string") return undeliverable(step, plan);
    say(step, run, plan);
    if (step.goOn === "at-once") return go(step.next, "next");
    return wait(after(run, plan.dueAt, patience));
  },
  wake: (step) => go(step.next, "time"),
  hear: (step, run, news) => {
    const lost = hearLoss(step, run, news);
    if (lost) return lost;
    if (news.type === newsTypes.sent && news.ref === ownOutreach(run)) return go(step.next, "sent");
    const base = rebased(run, news);
    return base ? wait(after(run, base, patience)) : undefined;
  },
};
