import type { Instant } from "../words.ts";
import type { Override } from "./reach.ts";

const longestMs = 7 * 86_400_000;

/** Whether a rule may be set aside until then: for a while, seven days at most. */
export const maySetAsideUntil = (until: Instant, now: Instant): boolean =>
  until > now && Date.parse(until) - Date.parse(now) <= longestMs;

/** Those that still stand, with the new ones: of the same rule for the same message the new one holds. */
export const withOverrides = (
  known: readonly Override[] | undefined,
  added: readonly Override[],
  now: Instant,
): Override[] => [
  ...(known ?? []).filter((o) => o.until > now && !added.some((a) => isSame(a, o))),
  ...added,
];

const isSame = (a: Override, b: Override): boolean => a.rule === b.rule && a.outreachId === b.outreachId;
