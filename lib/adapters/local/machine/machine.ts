import type { Instant } from "#lib/domain/words.ts";
import type { JourneyMachine } from "#lib/ports.ts";
import { understood } from "./document.ts";
import type { Engine, MachineWorld } from "./engine.ts";
import { begun, type Execution, type HistoryEvent } from "./execution.ts";
import { resume, run } from "./run.ts";
import { Timers } from "./timers.ts";

export type LocalMachine = JourneyMachine & {
  /** When the next wait or retry is over. */
  due(): Instant | undefined;
  /** Runs everything that is due by then, in order, until it waits again. */
  runDue(now: Instant): Promise<void>;
  executions(): Execution[];
  history(name: string): HistoryEvent[];
  /** State transitions so far: what Step Functions is paid by. */
  transitions(): number;
};

/**
 * Step Functions on this machine: interprets the very document that is deployed, on the clock it is given. `start`
 * and `wake` come back when the execution waits again, so a test knows that all has settled. Executions live in
 * memory: after a restart, starting each active enrollment anew is enough, since a turn is idempotent.
 */
export function localMachine(world: MachineWorld): LocalMachine {
  const document = understood(world.document);
  const executions = new Map<string, Execution>();
  const engine: Engine = {
    ...world,
    document,
    tokens: new Map(),
    timers: new Timers(),
    transitions: 0,
    start: async (name, input) => {
      if (executions.has(name)) return undefined;
      const execution = begun(name, input, world.clock.now());
      executions.set(name, execution);
      await run(engine, execution);
      return execution;
    },
  };
  return {
    start: async (enrollmentId) => {
      await engine.start(enrollmentId, { enrollmentId });
    },
    wake: async (token) => {
      const handedOut = engine.tokens.get(token);
      if (!handedOut) return;
      handedOut.used = true;
      if (handedOut.execution.waiting?.token === token) await resume(engine, handedOut.execution, "woken");
    },
    due: () => nextTimer(engine)?.at,
    runDue: async (now) => {
      for (let next = nextTimer(engine); next && next.at <= now; next = nextTimer(engine)) {
        engine.timers.take();
        await resume(engine, next.what.execution, "timed out");
      }
    },
    executions: () => [...executions.values()],
    history: (name) => executions.get(name)?.history ?? [],
    transitions: () => engine.transitions,
  };
}

/** Timers are not taken back when a wait ends early: one whose wait is over is passed by. */
function nextTimer({ timers }: Engine) {
  for (let first = timers.first(); first; first = timers.first()) {
    if (first.what.execution.waiting === first.what.wait) return first;
    timers.take();
  }
  return undefined;
}
