import type { Concern } from "./concern.ts";

/** Executions end after a few turns and go on as new ones, as a journey of years does (`Story.mostTurns`). */
export const longRuns: Concern = { share: 12, happenings: () => [] };
