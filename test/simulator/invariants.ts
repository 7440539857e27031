import type { Evidence } from "./evidence.ts";
import { withinCircuit, withinReserved } from "./of-amounts.ts";
import { everyFateIsTold, noneIsStuck } from "./of-ends.ts";
import { atMostOneSend, namesWhatIsTrue, nothingAfterStop, withinHoursAndBudget } from "./of-messages.ts";
import { converges, everyChangeIsAudited, nothingHalfWritten, nothingPersonalLeaks } from "./of-records.ts";

/** The invariants of the design's section 6, by number. */
export const invariants = {
  1: atMostOneSend,
  2: nothingAfterStop,
  3: (e: Evidence) => [...withinHoursAndBudget(e), ...withinCircuit(e), ...withinReserved(e)],
  4: namesWhatIsTrue,
  5: converges,
  6: noneIsStuck,
  7: everyFateIsTold,
  8: everyChangeIsAudited,
  9: nothingPersonalLeaks,
  10: nothingHalfWritten,
} as const;
export type InvariantNumber = keyof typeof invariants;

/** Those that hold at every step, not only at rest: asked whenever a message leaves. */
export const atEveryStep: InvariantNumber[] = [1, 2, 3, 4, 9, 10];
