import type { LocalClock } from "#lib/adapters/local/clock.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Log } from "#lib/ports.ts";
import { Mirror, mirrored } from "./mirror.ts";
import type { Store } from "./store.ts";
import { createSystem, type LocalSystem } from "./system.ts";
import { Turns } from "./turns.ts";

/** The system, and the one queue that everything which moves it waits in. */
export type Host = {
  system: LocalSystem;
  clock: LocalClock;
  mirror: Mirror;
  engine: string;
  /** Does `work`, and then all that follows from it, before anyone else has their turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when what is written by now has had its effects; callers who wait together share one settling. */
  settled(): Promise<void>;
  runTo(to: Instant): Promise<void>;
  /** Moves the clock to the next moment at which something happens, at most `until`. */
  runToNext(until: Instant): Promise<void>;
  stop(): Promise<void>;
};

/** Between two looks at what fell due, where the clock runs by itself. In ms. */
const tick = 200;

export function createHost(options: { store: Store; clock: LocalClock; log: Log }): Host {
  const { clock, log } = options;
  const mirror = new Mirror();
  const system = createSystem({ store: mirrored(options.store, mirror), clock, log });
  const turns = new Turns();
  let queued: Promise<void> | undefined;

  function settled(): Promise<void> {
    queued ??= turns.take(async () => {
      queued = undefined;
      await system.settle();
    });
    return queued;
  }

  async function stepOn(until: Instant): Promise<void> {
    const { changes } = mirror;
    const left = system.outbox.list().length;
    while (mirror.changes === changes && system.outbox.list().length === left && clock.now() < until) {
      const next = system.next();
      await system.runTo(next && next < until ? next : until);
    }
  }

  const quietly = () => settled().catch((error) => log.error("settling failed", {}, error));
  const timer = clock.movable ? undefined : setInterval(quietly, tick);
  return {
    system,
    clock,
    mirror,
    engine: options.store.name,
    inTurn: (work) =>
      turns.take(async () => {
        const result = await work();
        await system.settle();
        return result;
      }),
    settled,
    runTo: (to) => turns.take(() => system.runTo(to)),
    runToNext: (until) => turns.take(() => stepOn(until)),
    async stop() {
      clearInterval(timer);
      await turns.take(() => system.stop());
    },
  };
}
