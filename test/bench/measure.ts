/** One thing to time. `run(i)` does it once, on the i-th of its samples; where it answers a promise it is awaited. */
export type Case = {
  name: string;
  run(i: number): unknown;
  /** How many things one run is: resources of a bundle, outreaches of a batch. */
  per?: number;
};

/** A quantity with its spread over the rounds. `mad` is the median absolute deviation. */
export type Spread = { median: number; mad: number; min: number; max: number; rounds: number };

/** Rounds are short and many: a disturbance of the machine spoils some of them and not the median. */
export type Effort = { rounds: number; roundMs: number; warmMs: number };

export function spreadOf(values: number[]): Spread {
  const median = middle(values);
  return {
    median,
    mad: middle(values.map((value) => Math.abs(value - median))),
    min: Math.min(...values),
    max: Math.max(...values),
    rounds: values.length,
  };
}

function middle(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[at - (sorted.length % 2 === 0 ? 1 : 0)], sorted[at]];
  return (low + high) / 2;
}

/**
 * Runs a round of every case in turn, not all of one and then all of the next: what slows the machine down slows all of
 * them. Answers with each case's rates per second, round by round, so that two cases of one call can be set in ratio.
 */
export async function measure(cases: Case[], effort: Effort): Promise<Map<string, number[]>> {
  const counts = new Map<string, number>();
  for (const one of cases) counts.set(one.name, await warm(one, effort));
  const rates = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < effort.rounds; round++)
    for (const one of round % 2 === 0 ? cases : cases.toReversed()) {
      const count = counts.get(one.name) as number;
      const seconds = (await timed(one, count)) / 1000;
      rates.get(one.name)?.push((count * (one.per ?? 1)) / seconds);
    }
  return rates;
}

/** Runs it until it is compiled; answers with how many runs then fill a round. */
async function warm(one: Case, { warmMs, roundMs }: Effort): Promise<number> {
  const until = performance.now() + warmMs;
  let count = 1;
  let took = 0;
  do {
    took = await timed(one, count);
    if (took < warmMs / 8) count *= 2;
  } while (performance.now() < until);
  return Math.max(1, Math.round((count * roundMs) / Math.max(took, 0.001)));
}

/**
 * Milliseconds of this thread's processor time: on a machine that others use, the time on the clock says how busy they
 * are. On one that nobody uses the two are the same. An awaited call costs a turn of the microtask queue, so what is
 * synchronous is not awaited.
 */
async function timed({ run }: Case, count: number): Promise<number> {
  const first = run(0);
  const isAsync = first instanceof Promise;
  if (isAsync) await first;
  const start = processorMs();
  if (isAsync) for (let i = 0; i < count; i++) await run(i);
  else for (let i = 0; i < count; i++) run(i);
  return Math.max(processorMs() - start, leastMs);
}

/** What the kernel can tell apart. */
const leastMs = 0.001;

export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Ratio of two cases of one `measure`, round by round. */
export function ratio(rates: Map<string, number[]>, of: string, to: string): Spread {
  const [ours, theirs] = [rates.get(of), rates.get(to)];
  if (!ours || !theirs) throw new Error(`no rates of ${of} or ${to}`);
  return spreadOf(ours.map((rate, i) => rate / (theirs[i] as number)));
}
