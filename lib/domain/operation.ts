import * as z from "zod";
import { Instant } from "./words.ts";

/** Long work over many patients, cut into parts that are done side by side and may each be taken up where they stood. */
export const Operation = z.object({
  id: z.string(),
  type: z.enum(["evaluate", "campaign", "dry-run", "end-runs", "release", "list"]),
  /** The segment, campaign or list; of `end-runs` and `release` what was switched (domain/switch.ts). */
  about: z.string(),
  /** Of `end-runs`: the reason that each run ends with. */
  reason: z.string().optional(),
  /** Of a campaign: which occurrence, from 1. */
  occurrence: z.int().optional(),
  /** Of a campaign with a canary: the first share, the judgement on it, everybody else. */
  stage: z.enum(["all", "canary", "judge", "rest"]).optional(),
  status: z.enum(["waiting", "running", "done", "stopped"]),
  /** Of a campaign: the snapshot of whom it is for. */
  audience: z.string().optional(),
  /** Of a list: how many parts of it were uploaded. */
  uploaded: z.int().optional(),
  /** How many parts; known once it was opened. */
  parts: z.int().optional(),
  /** How many patients; likewise. */
  total: z.int().optional(),
  /** Counts its executions, from 1. */
  generation: z.int(),
  startsAt: Instant.optional(),
  startedAt: Instant,
  endedAt: Instant.optional(),
});
export type Operation = z.infer<typeof Operation>;

/** `id` is of what it was about: a run. */
export const PartFault = z.object({ id: z.string(), code: z.string() });
export type PartFault = z.infer<typeof PartFault>;
export const mostFaults = 200;

/** How far one part has come. Numbers are of patients, by what became of them here. */
export type Part = {
  id: string;
  /** Where the next batch begins: a page's cursor, or a place in a list of patients. */
  cursor?: string;
  done: boolean;
  /** Of a campaign and its dry run: the first and the last turn that was given. */
  firstAt?: Instant;
  lastAt?: Instant;
  /** The execution that worked on it last. */
  generation?: number;
  counts: Record<string, number>;
  /** What could not be done, with why: the first `mostFaults` of the part. */
  faults?: PartFault[];
  /** Places taken per bucket of a campaign's throttle. */
  taken?: Record<string, number>;
};

/** Patients of a snapshot, at most `audienceSize` of them: what a part of a campaign works through. */
export type Audience = { id: string; patientIds: string[] };
export const audienceSize = 1000;

/** Who was in a segment or list at one moment. */
export const Snapshot = z.object({
  id: z.string(),
  of: z.union([z.object({ segment: z.string() }), z.object({ list: z.string() })]),
  at: Instant,
  total: z.int(),
  parts: z.int(),
  /** Of a segment: every patient had been asked since then. */
  asOf: Instant.optional(),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const partId = (operationId: string, n: number): string => `${operationId}~${n}`;

/** What an operation's parts came to, together. */
export function summed(parts: readonly Pick<Part, "counts">[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of parts)
    for (const [what, count] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + count;
  return sums;
}
