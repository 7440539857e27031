import type { Result } from "./result.ts";

export type Verdict = { name: string; before: number; now: number; worseBy: number; allowed: number };

/** A normal distribution's standard deviation is 1.4826 of its median absolute deviations. */
const sigmas = 3 * 1.4826;
/** Below this two runs of the same code on the same machine differ. */
const alwaysAllowed = 0.05;
/** What was timed once has no spread to go by. */
const timedOnce = 0.25;

const timedUnits = new Set(["/s", "ms", "s", "MB", "×"]);

/** By how much a result may be worse, as a share, before it is a regression: nearly nothing for what is counted. */
function allowance(before: Result, now: Result): number {
  if (!timedUnits.has(now.unit)) return now.wobble ?? 0.001;
  if (now.rounds < 2 || before.rounds < 2) return timedOnce;
  return Math.max(alwaysAllowed, (sigmas * (before.mad + now.mad)) / Math.abs(before.median));
}

/** Results that are worse than before beyond the spread of both runs. What only one of them has is not compared. */
export function regressions(before: Result[], now: Result[]): Verdict[] {
  const known = new Map(before.map((result) => [result.name, result]));
  return now.flatMap((result) => {
    const old = known.get(result.name);
    if (!old) return [];
    const change = (result.median - old.median) / (Math.abs(old.median) || 1);
    const worseBy = result.better === "less" ? change : -change;
    const allowed = allowance(old, result);
    if (worseBy <= allowed) return [];
    return [{ name: result.name, before: old.median, now: result.median, worseBy, allowed }];
  });
}

export const isTimed = (result: Pick<Result, "unit">): boolean => timedUnits.has(result.unit);
