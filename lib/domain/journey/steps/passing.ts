import { fraction } from "../../ids.ts";
import { holds } from "../condition.ts";
import type { StepOf } from "../grammar.ts";
import { go, type Run, type StepKind, stepName, stop } from "../run.ts";

/** The steps that pass at once. */

export const branchKind: StepKind<StepOf<"branch">> = {
  enter: (step, run) => {
    const i = step.cases.findIndex((c) => holds(c.if, run.facts, run.now));
    return go(step.cases[i]?.next ?? step.else, i < 0 ? "else" : `case:${i}`);
  },
};

/** The same enrollment draws the same arm whenever it is asked, so a retry or a replay cannot switch it. */
export const splitKind: StepKind<StepOf<"split">> = {
  enter: (step, run) => {
    const all = step.arms.reduce((sum, arm) => sum + arm.share, 0);
    let left = fraction("split", run.enrollment.id, stepName(run)) * all;
    const arm = step.arms.find(({ share }) => {
      left -= share;
      return left < 0;
    });
    return arm ? go(arm.next, `arm:${arm.name}`) : stop("no_arm");
  },
};

export const enrollKind: StepKind<StepOf<"enroll">> = {
  enter: (step, run) => {
    const { subject, patientId } = run.enrollment;
    run.effects.push({
      do: "enroll",
      journey: step.journey,
      subject: step.subject === "same" ? subject : { type: "patient", id: patientId },
    });
    return go(step.next, "next");
  },
};

export const updateKind: StepKind<StepOf<"update">> = {
  enter: (step, run) => {
    run.effects.push({ do: "update", attributes: step.attributes });
    return go(step.next, "next");
  },
};

export const notifyKind: StepKind<StepOf<"notify">> = {
  enter: (step, run) => {
    run.effects.push({ do: "notify", event: step.event, ref: run.enrollment.subject.id });
    return go(step.next, "next");
  },
};

export const repeatKind: StepKind<StepOf<"repeat">> = {
  enter: (step, run) => {
    const { enrollment, facts, now } = run;
    const name = stepName(run);
    const done = enrollment.rounds?.[name] ?? 0;
    if (done < step.times && !(step.until && holds(step.until, facts, now))) {
      setRounds(run, name, done + 1);
      return go(step.body, `round:${done + 1}`);
    }
    setRounds(run, name, undefined);
    return go(step.next, done < step.times ? "until" : "times");
  },
};

function setRounds({ enrollment }: Run, name: string, count: number | undefined): void {
  const { [name]: _old, ...others } = enrollment.rounds ?? {};
  enrollment.rounds = count === undefined ? others : { ...others, [name]: count };
}

/** Ladders do not exist yet and lint refuses the step; a definition that has one all the same ends visibly. */
export const escalateKind: StepKind<StepOf<"escalate">> = { enter: () => stop("not_available") };

export const endKind: StepKind<StepOf<"end">> = {
  enter: (step) => ({ do: "end", outcome: step.outcome, reason: "end" }),
};
