import type { Effort } from "./measure.ts";

/** How much of everything: `smoke` only shows that it runs, `quick` fits a coffee, `full` is what docs/bench.md holds. */
export type Size = "smoke" | "quick" | "full";

type Sizes = {
  effort: Effort;
  /** Made-up patients that the pure cases go round. */
  people: number;
  /** Journeys and messages of the end-to-end runs, in memory and on the engine. */
  memory: number;
  engine: number;
  /** Messages due at one instant, for the networked peers. */
  due: number;
};

export const sizes: Record<Size, Sizes> = {
  smoke: { effort: { rounds: 2, roundMs: 1, warmMs: 2 }, people: 8, memory: 5, engine: 2, due: 50 },
  quick: {
    effort: { rounds: 9, roundMs: 60, warmMs: 250 },
    people: 512,
    memory: 300,
    engine: 30,
    due: 5_000,
  },
  full: {
    effort: { rounds: 25, roundMs: 150, warmMs: 600 },
    people: 1024,
    memory: 1_000,
    engine: 60,
    due: 100_000,
  },
};
