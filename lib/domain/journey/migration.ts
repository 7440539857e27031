import * as z from "zod";
import { Instant } from "../words.ts";

const Counts = z.record(z.string(), z.int());
const Problem = z.object({ enrollmentId: z.string(), step: z.string().optional(), reason: z.string() });

/** What a migration would do, counted run by run without touching one. */
export const MigrationPreview = z.object({
  journeyId: z.string(),
  to: z.int(),
  runs: z.int(),
  /** Per old step: where its runs land, how many, and whether they stay there or enter anew. */
  landings: z.array(
    z.object({ from: z.string(), to: z.string(), lands: z.enum(["stays", "enters"]), runs: z.int() }),
  ),
  /** Messages that would be planned, by template. */
  messages: Counts,
  /** Who cannot be moved, by reason, and the first of them. */
  cannot: Counts,
  problems: z.array(Problem),
  /** False where there were more runs than one answer takes: the counts are of the first ones. */
  complete: z.boolean(),
});
export type MigrationPreview = z.infer<typeof MigrationPreview>;

/** Moving the runs of a journey to one of its versions, batch by batch: whoever dies, the next one takes it up. */
export const Migration = z.object({
  id: z.string(),
  journeyId: z.string(),
  to: z.int(),
  mapping: z.record(z.string(), z.string()),
  status: z.enum(["running", "done", "undoing", "undone"]),
  /** Where the next batch begins. */
  cursor: z.string().optional(),
  /** `moved`, `brought_back`, and by reason who was not. */
  counts: Counts,
  problems: z.array(Problem),
  startedAt: Instant,
  endedAt: Instant.optional(),
  /** Until then it can be undone, for runs that nothing has happened to since. */
  undoUntil: Instant,
});
export type Migration = z.infer<typeof Migration>;

export const mostProblems = 100;
export const undoWindow = "P7D";

type Counted = Pick<Migration, "counts" | "problems">;
type Result = { enrollmentId: string; step?: string; came: string; problem?: boolean };

/** The counts with what became of one batch. */
export function counted({ counts, problems }: Counted, results: Result[]): Counted {
  const sums = { ...counts };
  for (const { came } of results) sums[came] = (sums[came] ?? 0) + 1;
  const found = results
    .filter(({ problem }) => problem)
    .map(({ enrollmentId, step, came }) => ({ enrollmentId, ...(step && { step }), reason: came }));
  return { counts: sums, problems: [...problems, ...found].slice(0, mostProblems) };
}
