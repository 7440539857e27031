import type { Spread } from "./measure.ts";

/** One number of the bench. What is counted and not timed has no spread. */
export type Result = Spread & {
  name: string;
  unit: string;
  better: "more" | "less";
  /** What the issue asks for: at least (`more`) or at most (`less`). */
  target?: number;
  /** Share by which a count differs from run to run all the same. */
  wobble?: number;
  /** What a reader must know beside it: what it is compared with, why a target is missed. */
  note?: string;
};

export type More = Partial<Pick<Result, "target" | "note" | "better" | "wobble">>;

export const timedResult = (name: string, unit: string, spread: Spread, more: More = {}): Result => ({
  name,
  unit,
  better: "more",
  ...spread,
  ...more,
});

export const counted = (name: string, unit: string, value: number, more: More = {}): Result => ({
  name,
  unit,
  better: "less",
  median: value,
  mad: 0,
  min: value,
  max: value,
  rounds: 1,
  ...more,
});

export const meets = ({ target, better, median }: Result): boolean | undefined =>
  target === undefined ? undefined : better === "more" ? median >= target : median <= target;
