import type { ChoiceState, State, TaskState } from "./document.ts";
import { type Engine, enter, inSeconds, waitUntil } from "./engine.ts";
import { isOneOf, mostAttempts, retryDelay, StatesError } from "./errors.ts";
import { contextOf, type Execution, note } from "./execution.ts";
import { evaluate } from "./query.ts";
import { attempt, type Outcome } from "./task.ts";

export async function run(engine: Engine, execution: Execution): Promise<void> {
  enter(engine, execution, engine.document.StartAt, execution.input);
  await proceed(engine, execution);
}

/** Its wait is over: by the token, or by the clock (the timeout, or the time of a retry). */
export async function resume(
  engine: Engine,
  execution: Execution,
  how: "woken" | "timed out",
): Promise<void> {
  const { waiting } = execution;
  if (!waiting) return;
  if (waiting.token) engine.tokens.delete(waiting.token);
  delete execution.waiting;
  const isRetry = waiting.token === undefined;
  note(execution, engine.clock.now(), isRetry ? "retried" : how);
  if (isRetry) return proceed(engine, execution);
  const outcome: Outcome =
    how === "woken" ? { result: {} } : { error: new StatesError("States.Timeout", "no news in time") };
  await proceed(engine, execution, outcome);
}

/** Runs until it waits or ends. `outcome` is that of the task it stands at, where it came from outside. */
async function proceed(engine: Engine, execution: Execution, outcome?: Outcome): Promise<void> {
  let come = outcome;
  while (execution.status === "RUNNING" && !execution.waiting) {
    const state = engine.document.States[execution.state] as State;
    if (state.Type === "Task") {
      const done = come ?? (await attempt(engine, execution, state));
      come = undefined;
      if (done !== "waiting") await settle(engine, execution, state, done);
    } else {
      await pass(engine, execution, state);
    }
  }
}

async function pass(engine: Engine, execution: Execution, state: Exclude<State, TaskState>): Promise<void> {
  const states = { input: execution.stateInput, context: contextOf(execution) };
  try {
    if (state.Type === "Choice") return await choose(engine, execution, state);
    if (state.Type === "Fail")
      throw new StatesError(
        String(await evaluate(state.Error ?? "States.Failed", states)),
        String(await evaluate(state.Cause ?? "", states)),
      );
    succeed(execution, state.Output === undefined ? states.input : await evaluate(state.Output, states));
  } catch (error) {
    fail(execution, error as StatesError);
  }
}

async function choose(engine: Engine, execution: Execution, state: ChoiceState): Promise<void> {
  const states = { input: execution.stateInput, context: contextOf(execution) };
  for (const choice of state.Choices) {
    const met = await evaluate(choice.Condition, states);
    if (typeof met !== "boolean")
      throw new StatesError("States.QueryEvaluationError", "a Condition must be true or false");
    if (!met) continue;
    const output = choice.Output === undefined ? states.input : await evaluate(choice.Output, states);
    return enter(engine, execution, choice.Next, output);
  }
  if (state.Default === undefined) throw new StatesError("States.NoChoiceMatched", execution.state);
  enter(
    engine,
    execution,
    state.Default,
    state.Output === undefined ? states.input : await evaluate(state.Output, states),
  );
}

async function settle(
  engine: Engine,
  execution: Execution,
  state: TaskState,
  done: Exclude<Outcome, "waiting">,
): Promise<void> {
  const states = { input: execution.stateInput, context: contextOf(execution) };
  try {
    if ("error" in done) throw done.error;
    const output =
      state.Output === undefined
        ? done.result
        : await evaluate(state.Output, { ...states, result: done.result });
    if (state.Next) enter(engine, execution, state.Next, output);
    else succeed(execution, output);
  } catch (error) {
    await recover(engine, execution, state, error as StatesError);
  }
}

/** Retry first, then Catch; an error that neither names fails the execution. */
async function recover(
  engine: Engine,
  execution: Execution,
  state: TaskState,
  error: StatesError,
): Promise<void> {
  const i = (state.Retry ?? []).findIndex((r) => isOneOf(r.ErrorEquals, error.error));
  const retrier = state.Retry?.[i];
  const used = execution.retries[i] ?? 0;
  if (retrier && used < mostAttempts(retrier)) {
    execution.retries[i] = used + 1;
    waitUntil(engine, execution, { until: inSeconds(engine, retryDelay(retrier, used + 1)) });
    return;
  }
  const catcher = state.Catch?.find((c) => isOneOf(c.ErrorEquals, error.error));
  if (!catcher) return fail(execution, error);
  const errorOutput = { Error: error.error, Cause: error.message };
  const states = { input: execution.stateInput, context: contextOf(execution), errorOutput };
  enter(
    engine,
    execution,
    catcher.Next,
    catcher.Output === undefined ? errorOutput : await evaluate(catcher.Output, states),
  );
}

const succeed = (execution: Execution, output: unknown): void =>
  void Object.assign(execution, { status: "SUCCEEDED", output });

const fail = (execution: Execution, { error, message }: StatesError): void =>
  void Object.assign(execution, { status: "FAILED", error: { Error: error, Cause: message } });
