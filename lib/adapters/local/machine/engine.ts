import { plusMs } from "#lib/domain/time/instant.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Clock } from "#lib/ports.ts";
import type { Document } from "./document.ts";
import { type Execution, note } from "./execution.ts";
import type { Timers } from "./timers.ts";

/** The integrations of the document, as the world outside gives them. */
export type MachineWorld = {
  /** The state machine's document: `journeyMachine(…)`. */
  document: object;
  clock: Clock;
  /** A Lambda by its FunctionName: payload in, payload out; it throws what the function throws. */
  lambda(name: string, payload: unknown): Promise<unknown>;
  /** DynamoDB UpdateItem. Throws an error whose `name` is the service's, as `ConditionalCheckFailedException`. */
  updateItem(input: unknown): Promise<void>;
};

export type Wait = NonNullable<Execution["waiting"]>;

export type Engine = Omit<MachineWorld, "document"> & {
  document: Document;
  /** Tokens that are out; `used` may come before the call that handed the token out is back. */
  tokens: Map<string, { execution: Execution; used: boolean }>;
  timers: Timers<{ execution: Execution; wait: Wait }>;
  transitions: number;
  /** Runs a new execution until it waits; undefined where there is one of that name. */
  start(name: string, input: unknown): Promise<Execution | undefined>;
};

export function enter(engine: Engine, execution: Execution, state: string, input: unknown): void {
  const at = engine.clock.now();
  Object.assign(execution, { state, stateInput: input, enteredTime: at, retries: [] });
  execution.transitions++;
  engine.transitions++;
  note(execution, at, "entered");
}

export function waitUntil(engine: Engine, execution: Execution, wait: Wait): void {
  execution.waiting = wait;
  engine.timers.add(wait.until, { execution, wait });
}

export const inSeconds = (engine: Engine, seconds: number): Instant =>
  plusMs(engine.clock.now(), seconds * 1000);
