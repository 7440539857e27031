import type { Instant } from "#lib/domain/words.ts";

type Timer<T> = { at: Instant; n: number; what: T };

const before = <T>(a: Timer<T>, b: Timer<T>): boolean => a.at < b.at || (a.at === b.at && a.n < b.n);

/** A binary heap of what is due when; equal times keep the order they were set in. */
export class Timers<T> {
  #heap: Timer<T>[] = [];
  #count = 0;

  first(): { at: Instant; what: T } | undefined {
    return this.#heap[0];
  }

  add(at: Instant, what: T): void {
    const timer = { at, n: this.#count++, what };
    let i = this.#heap.push(timer) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(timer, this.#at(parent))) break;
      this.#heap[i] = this.#at(parent);
      i = parent;
    }
    this.#heap[i] = timer;
  }

  take(): T | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (top && last && top !== last) this.#sink(last);
    return top?.what;
  }

  #sink(timer: Timer<T>): void {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && before(this.#at(child + 1), this.#at(child))) child++;
      if (!before(this.#at(child), timer)) break;
      this.#heap[i] = this.#at(child);
      i = child;
    }
    this.#heap[i] = timer;
  }

  #at = (i: number): Timer<T> => this.#heap[i] as Timer<T>;
}
