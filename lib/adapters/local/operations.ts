import { plusMs } from "#lib/domain/time/instant.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Clock, Operations } from "#lib/ports.ts";
import type { Agenda } from "./agenda.ts";

type Step =
  | { do: "open"; operationId: string }
  | { do: "work"; operationId: string; part: number }
  | { do: "close"; operationId: string };

type Worked = { state: "more" | "done" | "parked"; waitSeconds: number };

/**
 * The operation machine (infra/campaign-machine.ts) as entries of the agenda: open, then each part batch by batch with its
 * waits, then close. A generation that was started is not started again.
 */
export function localOperations(
  agenda: Agenda,
  clock: Clock,
  task: (step: Step) => Promise<unknown>,
): Operations {
  const started = new Set<string>();
  const now = () => clock.now();
  const later = (seconds: number): Instant => plusMs(clock.now(), seconds * 1000);

  async function run(operationId: string): Promise<void> {
    const { parts } = (await task({ do: "open", operationId })) as { parts: number[] };
    let left = parts.length;
    const close = () => task({ do: "close", operationId });
    if (left === 0) return void (await close());
    const work = async (part: number): Promise<void> => {
      const { state, waitSeconds } = (await task({ do: "work", operationId, part })) as Worked;
      if (state === "more") return agenda.add(later(waitSeconds), () => work(part));
      left -= 1;
      if (left === 0) await close();
    };
    for (const part of parts) agenda.add(now(), () => work(part));
  }

  return {
    async start(operationId, generation, at = now()) {
      const name = `${operationId}-${generation}`;
      if (started.has(name)) return;
      started.add(name);
      agenda.add([at, now()].sort()[1] as Instant, () => run(operationId));
    },
  };
}
