import { resources, type TaskState } from "./document.ts";
import { type Engine, inSeconds, waitUntil } from "./engine.ts";
import { StatesError } from "./errors.ts";
import { contextOf, type Execution } from "./execution.ts";
import { evaluate } from "./query.ts";

export type Outcome = { result: unknown } | { error: StatesError } | "waiting";

/** One try of a task: evaluates its arguments and calls the integration. */
export async function attempt(engine: Engine, execution: Execution, state: TaskState): Promise<Outcome> {
  try {
    return await integrations[state.Resource](engine, execution, state);
  } catch (error) {
    if (error instanceof StatesError) return { error };
    const { name = "Error", message = String(error) } = error as Error;
    return { error: new StatesError(`${errorPrefix[state.Resource]}${name}`, message) };
  }
}

/** A function's error goes by its own name; a service's by the integration's name for the service. */
const errorPrefix = {
  [resources.lambda]: "",
  [resources.updateItemAndWait]: "DynamoDb.",
  [resources.startExecution]: "StepFunctions.",
} as const;

type Integration = (engine: Engine, execution: Execution, state: TaskState) => Promise<Outcome>;

const integrations: Record<TaskState["Resource"], Integration> = {
  [resources.lambda]: async (engine, execution, state) => {
    const call = (await argumentsOf(execution, state)) as { FunctionName: string; Payload: unknown };
    const answer = await engine.lambda(call.FunctionName, call.Payload);
    const Payload = answer === undefined ? null : JSON.parse(JSON.stringify(answer));
    return { result: { ExecutedVersion: "$LATEST", Payload, StatusCode: 200 } };
  },
  /** The token works from before the call on: whoever reads it in the item can be quicker than the call's return. */
  [resources.updateItemAndWait]: async (engine, execution, state) => {
    const token = `${execution.name}:${execution.transitions}:${execution.startTime}`;
    const until = inSeconds(engine, await timeoutOf(execution, state));
    const input = await argumentsOf(execution, state, token);
    const handedOut = { execution, used: false };
    engine.tokens.set(token, handedOut);
    try {
      await engine.updateItem(input);
    } catch (error) {
      engine.tokens.delete(token);
      throw error;
    }
    if (!handedOut.used) {
      waitUntil(engine, execution, { until, token });
      return "waiting";
    }
    engine.tokens.delete(token);
    return { result: {} };
  },
  [resources.startExecution]: async (engine, execution, state) => {
    const call = (await argumentsOf(execution, state)) as { Name: string; Input: unknown };
    const next = await engine.start(call.Name, call.Input);
    if (!next) throw Object.assign(new Error(call.Name), { name: "ExecutionAlreadyExistsException" });
    return { result: { ExecutionArn: contextOf(next).Execution.Id, StartDate: next.startTime } };
  },
};

const argumentsOf = (execution: Execution, state: TaskState, token?: string): Promise<unknown> =>
  evaluate(state.Arguments, { input: execution.stateInput, context: contextOf(execution, token) });

async function timeoutOf(execution: Execution, state: TaskState): Promise<number> {
  const states = { input: execution.stateInput, context: contextOf(execution) };
  const seconds = await evaluate(state.TimeoutSeconds, states);
  if (!Number.isInteger(seconds) || (seconds as number) < 1)
    throw new StatesError("States.QueryEvaluationError", "TimeoutSeconds must be a positive integer");
  return seconds as number;
}
