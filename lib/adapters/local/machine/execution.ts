import type { Instant } from "#lib/domain/words.ts";

/** One run of the document. What waits, waits here: nothing holds a real timer. */
export type Execution = {
  name: string;
  input: unknown;
  startTime: Instant;
  status: "RUNNING" | "SUCCEEDED" | "FAILED";
  state: string;
  stateInput: unknown;
  enteredTime: Instant;
  /** Uses of each retrier of the present state. */
  retries: number[];
  transitions: number;
  /** What it waits for: its token or the timeout, or the time of a retry. */
  waiting?: { until: Instant; token?: string };
  output?: unknown;
  error?: { Error: string; Cause: string };
  history: HistoryEvent[];
};

export type HistoryEvent = {
  at: Instant;
  state: string;
  event: "entered" | "retried" | "timed out" | "woken";
};

/** As much as a console can show; a long execution keeps its end. */
const keptEvents = 500;

/** Before its first state. */
export const begun = (name: string, input: unknown, at: Instant): Execution => ({
  name,
  input,
  startTime: at,
  status: "RUNNING",
  state: "",
  stateInput: input,
  enteredTime: at,
  retries: [],
  transitions: 0,
  history: [],
});

export function note(execution: Execution, at: Instant, event: HistoryEvent["event"]): void {
  execution.history.push({ at, state: execution.state, event });
  if (execution.history.length > keptEvents) execution.history.shift();
}

/** What expressions see as `$states.context`, as far as a document may use it. */
export const contextOf = (execution: Execution, token?: string) => ({
  Execution: {
    Id: `arn:aws:states:local:000000000000:execution:journeys:${execution.name}`,
    Name: execution.name,
    Input: execution.input,
    StartTime: execution.startTime,
  },
  State: {
    Name: execution.state,
    EnteredTime: execution.enteredTime,
    RetryCount: execution.retries.reduce((sum, n) => sum + n, 0),
  },
  StateMachine: { Id: "arn:aws:states:local:000000000000:stateMachine:journeys", Name: "journeys" },
  ...(token && { Task: { Token: token } }),
});
