import { AsyncLocalStorage } from "node:async_hooks";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { Faults } from "./faults.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** One run of a handler, from its trigger to its end. A dead one does nothing ever again. */
export type Task = {
  name: string;
  dead: boolean;
  wasSlow: boolean;
  wrote: number;
  kinds: string[];
  die: () => void;
};

/** How a run ended: whoever triggered it triggers it again where it died or failed. */
export type Ending<T = unknown> =
  | { how: "done"; value: T }
  | { how: "died" }
  | { how: "failed"; error: unknown };

type Waiting = { task: Task | undefined; open: () => void };

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const running = new AsyncLocalStorage<Task | undefined>();

/** A dead connection or a throttle: the adapter gives up on it and throws. */
export class Outage extends Error {
  override name = "ServiceUnavailableException";
}

/**
 * The cooperative scheduler: every call of a port stops at a gate, and the seed decides whose gate opens next, who dies
 * there, and whose call fails before or after it took effect. Nothing else is concurrent, so a seed is a whole run.
 */
export class Tasks {
  readonly #waiting: Waiting[] = [];
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #faults: Faults;
  #live = 0;
  /** Whether anything was let go since all stood still. */
  #stirred = false;
  /** Port calls so far: what an enumeration of crashes counts by. */
  calls = 0;

  constructor(clock: VirtualClock, random: Random, faults: Faults) {
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
  }

  current = (): Task | undefined => running.getStore();

  run<T>(name: string, work: () => Promise<T>): Promise<Ending<T>> {
    const task: Task = { name, dead: false, wasSlow: false, wrote: 0, kinds: [], die: () => undefined };
    this.#live += 1;
    const ended = new Promise<Ending<T>>((end) => {
      task.die = () => {
        task.dead = true;
        end({ how: "died" });
      };
      running.run(task, work).then(
        (value) => end({ how: "done", value }),
        (error) => end({ how: "failed", error }),
      );
    });
    return ended.finally(() => {
      this.#live -= 1;
    });
  }

  /** Outside of any task: what AWS itself does cannot die with a handler. */
  detached = <T>(work: () => T): T => running.run(undefined, work);

  /** One call of a port, with what may befall it. */
  async call<T>(what: string, effect: () => Promise<T>): Promise<T> {
    await this.#gate();
    const task = this.current();
    if (task?.dead) return never();
    this.calls += 1;
    const fault = this.#faults.onCall(this.calls, what, task !== undefined);
    if (fault === "die-before") return this.#dies(task);
    if (fault === "fail-before") throw new Outage(what);
    const result = await effect();
    if (fault === "die-after") return this.#dies(task);
    if (fault === "fail-after") throw new Outage(what);
    return result;
  }

  #dies(task: Task | undefined): Promise<never> {
    task?.die();
    return never();
  }

  /** A task alone in the world has nobody to be overtaken by. */
  async #gate(): Promise<void> {
    const task = this.current();
    if (!task?.wasSlow && this.#faults.isSlow()) {
      if (task) task.wasSlow = true;
      const ms = this.#random.below(20_000);
      return new Promise((open) => this.#clock.in(ms, async () => open()));
    }
    if (this.#live > 1 || !task) await new Promise<void>((open) => this.#waiting.push({ task, open }));
  }

  get someoneWaits(): boolean {
    return this.#waiting.length > 0;
  }

  /** Opens one gate; the world moves on by a few milliseconds. */
  openOne(): void {
    const [taken] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
    this.#clock.pass(1 + this.#random.below(25));
    this.#stirred = true;
    taken?.open();
  }

  /** Begins something that nobody waits for. */
  begin(work: () => Promise<unknown>): void {
    this.#stirred = true;
    void this.detached(work);
  }

  /** Comes back when whoever was let go stands at a gate again, or has ended. */
  async idle(): Promise<void> {
    if (!this.#stirred) return;
    this.#stirred = false;
    await new Promise((quiet) => setImmediate(quiet));
  }
}
