import { Agenda } from "#lib/adapters/local/agenda.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Clock } from "#lib/ports.ts";

/** The true time, and everything that happens by itself at its time. */
export class VirtualClock implements Clock {
  readonly agenda = new Agenda();
  #ms: number;
  #toldMs = Number.NaN;
  #told = "";

  constructor(start: Instant) {
    this.#ms = Date.parse(start);
  }

  get ms(): number {
    return this.#ms;
  }
  now = (): Instant => {
    if (this.#toldMs !== this.#ms) {
      this.#told = new Date(this.#ms).toISOString();
      this.#toldMs = this.#ms;
    }
    return this.#told;
  };
  pass(ms: number): void {
    this.#ms += ms;
  }
  to(at: Instant): void {
    this.#ms = Math.max(this.#ms, Date.parse(at));
  }
  in(ms: number, run: () => Promise<void>): void {
    this.at(this.#ms + ms, run);
  }
  at(ms: number, run: () => Promise<void>): void {
    this.agenda.add(new Date(Math.max(ms, this.#ms)).toISOString(), run);
  }
  /** What a machine that runs fast or slow by so much believes. */
  skewed = (ms: number): Clock => ({ now: () => new Date(this.#ms + ms).toISOString() });
}
