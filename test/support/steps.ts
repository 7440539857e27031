import type { AskStep, Step, StepOf } from "#lib/domain/journey/grammar.ts";

/** Steps as they may be published: lint misses nothing in them. They lead to `over`, where nothing else is said. */

export const end = (outcome = "over"): Step => ({ do: "end", outcome });
export const over = { over: end() };

export const wait = (more: Partial<StepOf<"wait">> = { for: "P1D" }): StepOf<"wait"> => ({
  do: "wait",
  next: "over",
  ...more,
});

export const message = (more: Partial<StepOf<"message">> = {}): StepOf<"message"> => ({
  do: "message",
  template: "t",
  channels: "preferred",
  goOn: "when-sent",
  next: "over",
  ...more,
});

const asked = {
  template: "t",
  channels: "preferred" as const,
  answers: { confirmed: "over", declined: "over" },
  within: "P1D",
  onSilence: "over",
};
export const ask = (more: Partial<StepOf<"ask">> = {}): StepOf<"ask"> => ({
  do: "ask",
  task: "confirm",
  ...asked,
  ...more,
});
export const form = (more: Partial<StepOf<"form">> = {}): StepOf<"form"> => ({
  do: "form",
  form: "intake",
  ...asked,
  ...more,
});
export const checkIn = (more: Partial<StepOf<"check-in">> = {}): StepOf<"check-in"> => ({
  do: "check-in",
  checkIn: "pain",
  ...asked,
  ...more,
});
export const questions = (more: Partial<Omit<AskStep, "do">> = {}): AskStep[] => [
  ask(more),
  form(more),
  checkIn(more),
];

export const staffTask = (more: Partial<StepOf<"staff-task">> = {}): StepOf<"staff-task"> => ({
  do: "staff-task",
  queue: "front-desk",
  title: "Call",
  priority: "normal",
  due: "PT4H",
  outcomes: { reached: "over" },
  onSilence: "over",
  ...more,
});

export const branch = (cases: [string, string][], otherwise = "over"): StepOf<"branch"> => ({
  do: "branch",
  cases: cases.map(([condition, next]) => ({ if: condition, next })),
  else: otherwise,
});

export const repeat = (more: Partial<StepOf<"repeat">> = {}): StepOf<"repeat"> => ({
  do: "repeat",
  body: "over",
  times: 3,
  next: "over",
  ...more,
});

export const notify = (next = "over"): StepOf<"notify"> => ({ do: "notify", event: "e", next });
