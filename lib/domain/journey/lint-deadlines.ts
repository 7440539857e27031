import type { Fault } from "../errors.ts";
import { durationMs } from "../time/duration.ts";
import { pointerTo } from "./definition.ts";
import { type AskStep, asksPatient, type Step, type StepOf } from "./grammar.ts";

/** Every wait needs an end and a way to go on then (invariant 6). */
export function deadlineFaults(name: string, step: Step): Fault[] {
  const missing = (field: string, sentence: string): Fault => ({
    pointer: pointerTo("steps", name, field),
    detail: `Step "${name}" ${sentence}`,
  });
  const faults: (Fault | false)[] = [];
  if (asksPatient(step))
    faults.push(
      !step.within &&
        missing("within", "asks and never stops waiting: say how long the patient has (within)."),
      !step.onSilence &&
        missing("onSilence", "has no next step for a patient who does not answer (onSilence)."),
    );
  if (step.do === "staff-task")
    faults.push(
      !step.due && missing("due", "has no deadline for the care team (due)."),
      !step.onSilence &&
        missing("onSilence", "has no next step for when nobody takes care of it (onSilence)."),
    );
  if (step.do === "wait") faults.push(...waitFaults(step, missing));
  if (asksPatient(step) || step.do === "message") faults.push(...clockFaults(step, missing));
  faults.push(...(["within", "due", "for"] as const).map((field) => backwards(step, field, missing)));
  return faults.filter((f) => f !== false);
}

/** A wait of nothing is no wait: a circle through it would never end. */
function backwards(step: Step, field: "within" | "due" | "for", missing: Missing): Fault | false {
  const duration = field in step ? (step as { [f in typeof field]?: string })[field] : undefined;
  return (
    duration !== undefined &&
    durationMs(duration) <= 0 &&
    missing(field, `waits for ${duration}, which is no time.`)
  );
}

/** A clock of a channel that the step does not use never runs, and its author believes that it does. */
function clockFaults(
  { clocks = {}, channels }: AskStep | StepOf<"message">,
  missing: Missing,
): (Fault | false)[] {
  const used = channels === "preferred" ? undefined : new Set<string>(channels);
  return Object.entries(clocks).flatMap(([channel, duration]) => [
    used !== undefined &&
      !used.has(channel) &&
      missing("clocks", `has a clock for ${channel}, which is none of its channels.`),
    durationMs(duration) <= 0 && missing("clocks", `waits for ${duration} on ${channel}, which is no time.`),
  ]);
}

type Missing = (field: string, sentence: string) => Fault;

function waitFaults(step: Extract<Step, { do: "wait" }>, missing: Missing): (Fault | false)[] {
  return [
    step.event !== undefined &&
      !step.within &&
      missing("within", `waits for ${step.event} for ever: say for how long (within).`),
    step.event !== undefined &&
      !step.onTimeout &&
      missing("onTimeout", `has no next step for when ${step.event} does not come (onTimeout).`),
    step.until !== undefined &&
      !step.late &&
      missing(
        "late",
        "does not say what happens when its moment has already passed (late: now, skip or exit).",
      ),
    step.late === "skip" &&
      !step.skipTo &&
      missing("skipTo", "skips when it is late, and does not say where to (skipTo)."),
  ];
}
