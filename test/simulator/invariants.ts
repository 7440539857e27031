import type { Evidence } from "./evidence.ts";
import { withinAnswers, withinCircuit, withinReserved } from "./of-amounts.ts";
import { nothingPastABrake } from "./of-brakes.ts";
import { endedIsOver, listIsWhole, lookingPlansNothing } from "./of-bulk.ts";
import { callsMayBeMade, noBarredCallWaits } from "./of-calls.ts";
import { nothingToAStranger, saysHowToStop, withinConversation } from "./of-channels.ts";
import { keepsItsPlace } from "./of-classes.ts";
import { everyFateIsTold, noneIsStuck } from "./of-ends.ts";
import { gapsAreTrue } from "./of-gaps.ts";
import { atMostOneSend, namesWhatIsTrue, nothingAfterStop, withinHoursAndBudget } from "./of-messages.ts";
import { onceEach } from "./of-once.ts";
import { openingNeverActs } from "./of-pages.ts";
import { converges, everyChangeIsAudited, nothingHalfWritten, nothingPersonalLeaks } from "./of-records.ts";
import { operationsEnd, segmentsAreTrue } from "./of-segments.ts";
import { oneAfterTheOther } from "./of-senders.ts";
import { byWhatIsPublished, standsWhereItIs } from "./of-versions.ts";
import {
  dangerIsAnswered,
  dangerReachesStaff,
  hardshipIsHeard,
  readByThoseWhoShould,
  saysWhenAway,
} from "./of-words.ts";

/** The invariants of the design's section 6 by their number, and after them those of rules that came later. */
export const invariants = {
  1: atMostOneSend,
  2: nothingAfterStop,
  3: (e: Evidence) => [
    ...withinHoursAndBudget(e),
    ...withinCircuit(e),
    ...withinReserved(e),
    ...withinAnswers(e),
    ...keepsItsPlace(e),
  ],
  4: namesWhatIsTrue,
  5: converges,
  6: noneIsStuck,
  7: everyFateIsTold,
  8: everyChangeIsAudited,
  9: nothingPersonalLeaks,
  10: nothingHalfWritten,
  11: nothingPastABrake,
  12: onceEach,
  13: openingNeverActs,
  14: (e: Evidence) => [...byWhatIsPublished(e), ...standsWhereItIs(e)],
  15: (e: Evidence) => [
    ...segmentsAreTrue(e),
    ...gapsAreTrue(e),
    ...operationsEnd(e),
    ...endedIsOver(e),
    ...listIsWhole(e),
    ...lookingPlansNothing(e),
  ],
  16: (e: Evidence) => [...withinConversation(e), ...saysHowToStop(e), ...nothingToAStranger(e)],
  17: (e: Evidence) => [...callsMayBeMade(e), ...noBarredCallWaits(e)],
  18: oneAfterTheOther,
  19: (e: Evidence) => [
    ...dangerReachesStaff(e),
    ...dangerIsAnswered(e),
    ...readByThoseWhoShould(e),
    ...saysWhenAway(e),
    ...hardshipIsHeard(e),
  ],
} as const;
export type InvariantNumber = keyof typeof invariants;

/** Those that hold at every step, not only at rest: asked whenever a message leaves. */
export const atEveryStep: InvariantNumber[] = [1, 2, 3, 4, 9, 10, 11];
