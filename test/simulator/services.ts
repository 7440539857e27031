import type { DeliverMessage, Queue, Timer } from "#lib/ports.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { Faults } from "./faults.ts";
import type { Ending, Tasks } from "./tasks.ts";
import type { VirtualClock } from "./virtual-clock.ts";

type World = {
  tasks: Tasks;
  clock: VirtualClock;
  random: Random;
  faults: Faults;
  sees: (text: string) => void;
};

/** As the stack sets them. */
const visibilityMs = 90_000;
const maxReceives = 5;

/** A standard queue: at least once, in no order, again after a death, and in the end to the dead letters. */
export class SimQueue<M> {
  deadLetters = 0;
  readonly #world: World;
  readonly #consume: (message: M) => Promise<Ending>;

  constructor(world: World, consume: (message: M) => Promise<Ending>) {
    this.#world = world;
    this.#consume = consume;
  }

  put(message: M, delayMs = 0): void {
    const { clock, random, faults } = this.#world;
    this.#world.sees(JSON.stringify(message));
    const lag = random.chance(0.08) ? random.below(180_000) : random.below(600);
    clock.in(delayMs + (faults.calm ? 20 : lag), () => this.#receive(message, 1));
    if (faults.happens("twice"))
      clock.in(delayMs + random.below(random.chance(0.5) ? 1_000 : 300_000), () => this.#receive(message, 1));
  }

  async #receive(message: M, receives: number): Promise<void> {
    const ending = await this.#consume(message);
    if (ending.how === "done") return;
    if (receives >= maxReceives) this.deadLetters += 1;
    else this.#world.clock.in(visibilityMs, () => this.#receive(message, receives + 1));
  }
}

/** SQS as a port: ids go in. */
export const queuePort = (queue: SimQueue<DeliverMessage>, { tasks }: World): Queue => ({
  send: (message, delaySeconds = 0) =>
    tasks.call("queue send", async () => queue.put(message, delaySeconds * 1000)),
});

/** The scheduler: one schedule by name, some lost, some late, some twice. */
export function timerPort(queue: SimQueue<DeliverMessage>, world: World): Timer {
  const { tasks, clock, random, faults } = world;
  const set = new Map<string, number>();
  let count = 0;
  return {
    set: (name, at, message) =>
      tasks.call("timer set", async () => {
        world.sees(name);
        if (set.has(name)) return;
        const own = ++count;
        set.set(name, own);
        if (faults.happens("lostSchedule")) return;
        const fire = async (): Promise<void> => {
          if (set.get(name) === own) queue.put(message);
        };
        const odd = faults.happens("oddSchedule");
        clock.at(Date.parse(at) + (odd ? random.below(600_000) : 0), async () => {
          await fire();
          if (odd) clock.in(random.below(60_000), fire);
          else set.delete(name);
        });
      }),
    clear: (name) =>
      tasks.call("timer clear", async () => {
        set.delete(name);
      }),
  };
}
