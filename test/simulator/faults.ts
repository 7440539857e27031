import type { Random } from "../../bin/local/clinic/random.ts";

/** What can go wrong, each with how likely it is where it could on a usual day; on some days it is three times that. */
export const faultKinds = {
  /** Per call of a port: the handler dies before or after the call took effect. */
  crash: 0.006,
  /** Per call: the service does not answer, before or after it did what was asked. */
  outage: 0.004,
  /** Per conditional put: it took effect, its answer was lost, and the SDK's own retry finds a conflict. */
  echo: 0.004,
  /** Per eventually consistent read: it sees what was true up to a second ago. */
  stale: 0.15,
  /** Per call: it takes up to 20 seconds. */
  slow: 0.002,
  /** Per run of the stream's reader: some of what was read comes again. */
  rewind: 0.05,
  /** Per message of a queue: it comes twice. */
  twice: 0.05,
  /** Per schedule: it never fires. */
  lostSchedule: 0.06,
  /** Per schedule: it fires twice, or late. */
  oddSchedule: 0.1,
  /** Per send: the provider throttles, refuses, or does not answer. */
  provider: 0.25,
  /** Per message that left: its receipts are lost, doubled, out of order, or untrue. */
  receipts: 0.3,
  /** Per story: the clocks of machines differ by up to two seconds. */
  skew: 0.7,
} as const;
export type FaultKind = keyof typeof faultKinds;
type Likely = Partial<Record<FaultKind, number>>;

export type CallFault = "die-before" | "die-after" | "fail-before" | "fail-after" | undefined;

/** One death by number: the enumeration kills each call once. */
export type Kill = { call: number; when: "before" | "after" };

/** Draws what goes wrong. Calm, nothing does any more: at the end of a story everything must come to rest. */
export class Faults {
  readonly #random: Random;
  readonly #without: ReadonlySet<string>;
  readonly #kill: Kill | undefined;
  readonly #shares: Record<FaultKind, number>;
  calm = false;

  constructor(
    random: Random,
    { without = [], kill, likely = {} }: { without?: readonly string[]; kill?: Kill; likely?: Likely } = {},
  ) {
    this.#random = random;
    const badness = random.pick([0.3, 1, 1, 3]);
    const shares = Object.entries(faultKinds).map(([kind, share]) => [kind, Math.min(0.9, share * badness)]);
    this.#shares = { ...Object.fromEntries(shares), ...likely };
    this.#without = new Set(without);
    this.#kill = kill;
  }

  happens(kind: FaultKind): boolean {
    return !this.calm && !this.#without.has(kind) && this.#random.chance(this.#shares[kind]);
  }

  isSlow = (): boolean => this.happens("slow");

  onCall(n: number, _what: string, canDie: boolean): CallFault {
    if (this.calm) return undefined;
    if (this.#kill) return this.#kill.call === n && canDie ? `die-${this.#kill.when}` : undefined;
    if (canDie && this.happens("crash")) return this.#random.chance(0.5) ? "die-before" : "die-after";
    if (this.happens("outage")) return this.#random.chance(0.5) ? "fail-before" : "fail-after";
    return undefined;
  }
}
