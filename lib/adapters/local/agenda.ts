import type { Instant } from "#lib/domain/words.ts";

type Entry = { at: Instant; order: number; name: string; run: () => Promise<void> };

/**
 * Everything that will happen by itself on this machine: schedules, delayed queue messages, receipts, sweeps. One heap,
 * by time and then by arrival, so that two runs of the same story happen in the same order. Naming an entry again
 * replaces it.
 */
export class Agenda {
  readonly #heap: Entry[] = [];
  readonly #named = new Map<string, Entry>();
  #order = 0;

  add(at: Instant, run: () => Promise<void>, name = ""): void {
    const entry = { at, run, name, order: this.#order++ };
    if (name) this.#named.set(name, entry);
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
  }

  has = (name: string): boolean => this.#named.has(name);
  remove = (name: string): boolean => this.#named.delete(name);

  /** When the next entry is due, if there is one. */
  next(): Instant | undefined {
    this.#dropRemoved();
    return this.#heap[0]?.at;
  }

  /** Takes the next entry that is due by `now`. */
  take(now: Instant): (() => Promise<void>) | undefined {
    this.#dropRemoved();
    const first = this.#heap[0];
    if (!first || first.at > now) return undefined;
    this.#pop();
    if (first.name) this.#named.delete(first.name);
    return first.run;
  }

  #dropRemoved(): void {
    for (;;) {
      const first = this.#heap[0];
      if (!first?.name || this.#named.get(first.name) === first) return;
      this.#pop();
    }
  }

  #pop(): void {
    const last = this.#heap.pop() as Entry;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(i, parent)) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #down(from: number): void {
    let i = from;
    for (;;) {
      const left = 2 * i + 1;
      const right = left + 1;
      let least = i;
      if (left < this.#heap.length && this.#before(left, least)) least = left;
      if (right < this.#heap.length && this.#before(right, least)) least = right;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }

  #before(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i] as Entry, this.#heap[j] as Entry];
    return a.at === b.at ? a.order < b.order : a.at < b.at;
  }

  #swap(i: number, j: number): void {
    const heap = this.#heap;
    [heap[i], heap[j]] = [heap[j] as Entry, heap[i] as Entry];
  }
}
