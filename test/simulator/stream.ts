import type { RecordedChange } from "#lib/ports.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import type { Faults } from "./faults.ts";
import type { Ending } from "./tasks.ts";
import type { VirtualClock } from "./virtual-clock.ts";

type Chain = { waiting: RecordedChange[]; busy: boolean; failures: number };

/** Answers with the sequence numbers that failed, as `followChanges` does. */
type Follow = (changes: RecordedChange[]) => Promise<Ending<string[]>>;

/** More failures in a row than faults can explain: it will never get through. */
const mostFailures = 60;

/**
 * The table's stream as Lambda reads it: at least once, in order per partition, one batch of a partition at a time,
 * late, and again from the first that failed.
 */
export class Stream {
  readonly #chains = new Map<string, Chain>();
  readonly stuck: string[] = [];
  readonly #deps: { clock: VirtualClock; random: Random; faults: Faults; follow: Follow };

  constructor(deps: { clock: VirtualClock; random: Random; faults: Faults; follow: Follow }) {
    this.#deps = deps;
  }

  push(change: RecordedChange): void {
    const chain = this.#chains.get(change.chain) ?? { waiting: [], busy: false, failures: 0 };
    this.#chains.set(change.chain, chain);
    chain.waiting.push(change);
    this.#wake(chain);
  }

  #wake(chain: Chain, afterMs?: number): void {
    if (chain.busy || chain.waiting.length === 0) return;
    chain.busy = true;
    const { clock, random, faults } = this.#deps;
    const lag = faults.calm ? 50 : random.chance(0.1) ? random.below(30_000) : random.below(400);
    clock.in(afterMs ?? lag, () => this.#read(chain));
  }

  async #read(chain: Chain): Promise<void> {
    const { random, faults, follow } = this.#deps;
    const batch = chain.waiting.slice(0, 1 + random.below(10));
    const ending = await follow(batch);
    const failed = ending.how === "done" ? ending.value.sort()[0] : batch[0]?.sequence;
    const done = failed === undefined ? batch.length : batch.findIndex((c) => c.sequence === failed);
    const again = failed === undefined && faults.happens("rewind") ? random.below(batch.length + 1) : 0;
    chain.waiting.splice(0, done - again);
    chain.failures = done > 0 ? 0 : chain.failures + 1;
    if (chain.failures > mostFailures) {
      this.stuck.push(`${batch[0]?.after.event.type} of a ${batch[0]?.after.kind}`);
      chain.waiting.shift();
      chain.failures = 0;
    }
    chain.busy = false;
    this.#wake(chain, failed === undefined ? undefined : 500);
  }
}
