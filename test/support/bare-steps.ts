import type { Step, StepOf } from "#lib/domain/journey/grammar.ts";
import type { Play } from "./journeys.ts";
import { ask, end, message, staffTask, wait } from "./steps.ts";

/** Steps as an author would not write them: without a word about silence or a due time. Each leads to `b` unless told. */

export const aMessage = (more: Partial<StepOf<"message">> = {}): Step =>
  message({ channels: ["sms"], next: "b", ...more });

const { onSilence: _asked, ...question } = ask({ channels: ["sms"], answers: { yes: "b" } });
export const aQuestion = (more: Partial<StepOf<"ask">> = {}): Step => ({ ...question, ...more });

const { onSilence: _called, due: _due, ...call } = staffTask({ outcomes: { reached: "b" } });
export const aCall = (more: Partial<StepOf<"staff-task">> = {}): Step => ({ ...call, ...more });

export const aPause = (next = "b"): Step => wait({ for: "P1D", next });
export const aWaitFor = (event: string, next = "b"): Step => wait({ event, within: "P5D", next });
export const anEnd = (outcome = "done"): Step => end(outcome);

/** The step it went to last, and why. */
export const leftTo = ({ enrollment: { trail } }: Play): (string | undefined)[] => [
  trail.at(-1)?.step,
  trail.at(-1)?.why,
];
